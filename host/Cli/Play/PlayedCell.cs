using System.Net;
using System.Net.Sockets;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Cell.Tokens;
using Strategies.Plans;
using Strategies.Supervisor;

namespace Strategies.Cli.Play;

/// <summary>
/// A cell that plays one recorded day: its configuration with what the command line changes, written into its own folder,
/// which must hold no day yet.
/// </summary>
internal static class PlayedCell
{
    /// <summary>Writes the configuration and gives it back.</summary>
    /// <param name="file">The cell as a person wrote it.</param>
    /// <param name="feed">Market data in place of the plan's; null for the plan's.</param>
    /// <param name="speed">Speed in place of the cell's; null for the cell's.</param>
    /// <exception cref="CellException">The cell is up, or its folder holds a day.</exception>
    internal static CellSetup Prepare(string file, string? feed, int? speed)
    {
        CellSetup setup = WithFreeNames(CellConfigFile.Load(file));
        OrderlyStop.RequireEnded(setup);
        RequireNoDay(setup);
        setup.Paths.CreateFolders();
        CellMemory.Remove(setup);
        SessionPlan plan = feed is null
            ? setup.Plan
            : setup.Plan with { Feed = setup.Plan.Feed with { File = Path.GetFullPath(feed) } };
        string planFile = Path.Combine(setup.Paths.Folder, "played.plan.json");
        string cellFile = Path.Combine(setup.Paths.Folder, "played.cell.json");
        File.WriteAllBytes(planFile, PlanFile.Write(plan));
        File.WriteAllBytes(cellFile, CellConfigFile.Write(setup.Config with
        {
            Plan = planFile,
            Speed = speed ?? setup.Config.Speed,
            DayEnds = DayEnd.AtFeedEnd,
        }));
        CellSetup played = CellConfigFile.Load(cellFile);
        played.Paths.CreateFolders();
        TokenFile.CreateDefault(played.Config.Edge.Tokens);
        return played;
    }

    private static void RequireNoDay(CellSetup setup)
    {
        string inputs = Path.Combine(setup.Paths.Archive, "input");
        if (Directory.Exists(inputs) && Directory.EnumerateFileSystemEntries(inputs).Any())
        {
            throw new CellException(
                setup.Paths.Archive, "there is a day in it already", "name another folder in the cell's file, or move it away");
        }
    }

    /// <summary>
    /// A number that is another cell's is left to it, and so is a port that somebody listens on: what is played here is
    /// nobody's to find again.
    /// </summary>
    private static CellSetup WithFreeNames(CellSetup setup)
    {
        int cell = CellMemory.IsAnothers(setup) ? CellMemory.FreeNumber(setup.Paths.Memory) : setup.Cell;
        EdgeSettings edge = setup.Config.Edge with { Port = FreePort(setup.Config.Edge.Port) };
        return new CellSetup(setup.File, setup.Config with { Edge = edge }, setup.Plan with { Cell = cell });
    }

    private static int FreePort(int wanted)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, wanted);
            listener.Start();
            return wanted;
        }
        catch (SocketException)
        {
            using TcpListener any = new(IPAddress.Loopback, 0);
            any.Start();
            return ((IPEndPoint)any.LocalEndpoint).Port;
        }
    }
}
