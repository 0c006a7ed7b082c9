using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Plans;

namespace Strategies.Cell.Tests.Support;

/// <summary>The files of a cell in a folder of its own in memory, and its regions.</summary>
internal sealed class CellFolder : IDisposable
{
    private const int BootIdOffset = 48;

    internal CellFolder()
    {
        Root = Path.Combine("/dev/shm", $"strategies-cell-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Root);
        File.WriteAllBytes(PathOf("plan.json"), PlanFile.Write(new SessionPlan
        {
            Version = 1,
            Cell = 8,
            Feed = new FeedPlan { File = "none.zip" },
            Limits = "none.json",
            Slots = [new SlotPlan { Name = "none", Strategy = "none.dll" }],
        }));
    }

    internal static CellConfig Config { get; } =
        new() { Version = 1, Plan = "plan.json", Folder = "cell", Memory = "." };

    internal string Root { get; }

    internal string CellFile => PathOf("cell.json");

    internal CellRegions Regions => new(Load(Config));

    internal string PathOf(string name) => Path.Combine(Root, name);

    internal CellSetup Load(CellConfig config) => Load(CellConfigFile.Write(config));

    internal CellSetup Load(string text) => Load(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a region look as if it were left from before the host's last start.</summary>
    internal static void MakeOld(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[BootIdOffset] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private CellSetup Load(byte[] text)
    {
        File.WriteAllBytes(CellFile, text);
        return CellConfigFile.Load(CellFile);
    }
}
