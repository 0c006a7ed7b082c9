using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Plans;

namespace Strategies.Cli.Tests.Support;

/// <summary>The files of a cell, in a folder of its own in memory; tests spoil one thing of it.</summary>
internal sealed class SmallCell : IDisposable
{
    private readonly string _root = Path.Combine("/dev/shm", $"strategies-cli-{Guid.NewGuid():N}");
    private readonly ClaimedNumber _number = FreeNumbers.Cell();
    private readonly ClaimedNumber _port = FreeNumbers.Port();

    internal SmallCell()
    {
        Directory.CreateDirectory(_root);
        File.WriteAllBytes(Path.Combine(_root, "plan.json"), PlanFile.Write(new SessionPlan
        {
            Version = 1,
            Cell = _number.Value,
            Feed = new FeedPlan { File = "none.zip" },
            Limits = "none.json",
            Slots = [new SlotPlan { Name = "none", Strategy = "none.dll" }],
        }));
        Config = new CellConfig
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = ".",
            Edge = new EdgeSettings { Port = _port.Value },
        };
        Write(Config);
        Setup = CellConfigFile.Load(CellFile);
        Regions = new CellRegions(Setup);
    }

    internal CellConfig Config { get; }

    internal string CellFile => Path.Combine(_root, "cell.json");

    internal CellSetup Setup { get; }

    internal CellRegions Regions { get; }

    internal void Write(CellConfig config) => File.WriteAllBytes(CellFile, CellConfigFile.Write(config));

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        _port.Dispose();
        _number.Dispose();
    }
}
