using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Cell.Tokens;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Edge.Tests.Support;

/// <summary>A cell of a test's own: a folder in memory and one on disk, a configuration, tokens, a store.</summary>
internal sealed class TestCell : IDisposable
{
    private const string LimitsText = """
        { "version": 1, "currency": "USD", "limits": [ { "scope": "firm", "maxQuantity": 10000, "maxNotional": 2000000,
          "priceCollarPercent": 10, "referenceAgeMs": 60000, "maxPosition": 20000, "messagesPerSecond": 5000 } ] }
        """;

    private readonly ClaimedNumber _number = FreeNumbers.Cell();
    private readonly ClaimedNumber _port = FreeNumbers.Port();

    /// <param name="port">The edge's port; none for one that nobody else has.</param>
    /// <param name="firstSlot">Name of the first slot, in which the core puts its version.</param>
    internal TestCell(int? port = null, string firstSlot = "ladder")
    {
        Folder = Directory.CreateTempSubdirectory("strategies-edge-disk-").FullName;
        Memory = Directory.CreateDirectory($"/dev/shm/strategies-edge-{Guid.NewGuid():N}").FullName;
        string limits = Path.Combine(Folder, "limits.json");
        File.WriteAllText(limits, LimitsText);
        SessionPlan plan = new()
        {
            Version = 1,
            Name = "edge test",
            Cell = _number.Value,
            Feed = new FeedPlan { File = Path.Combine(Folder, "day.zip") },
            Limits = limits,
            Slots =
            [
                new SlotPlan { Name = firstSlot, Account = "house", Strategy = Ladder },
                new SlotPlan { Name = "spare", Account = "tests", Strategy = Ladder },
            ],
        };
        string planFile = Path.Combine(Folder, "plan.json");
        File.WriteAllBytes(planFile, PlanFile.Write(plan));
        ConfigFile = Path.Combine(Folder, "cell.json");
        CellConfig config = new()
        {
            Version = 1,
            Plan = planFile,
            Folder = Folder,
            Memory = Memory,
            Edge = new EdgeSettings { Port = port ?? _port.Value, Tokens = Path.Combine(Folder, "tokens.json") },
        };
        File.WriteAllBytes(ConfigFile, CellConfigFile.Write(config));
        Setup = new CellSetup(ConfigFile, config, plan);
        Setup.Paths.CreateFolders();
        Regions = new CellRegions(Setup);
        TokenFile.CreateDefault(Tokens);
        Store = new ContentStore(Setup.Paths.Store);
    }

    internal static string Ladder { get; } =
        Path.Combine(TestPlugins.FolderOf("Strategies.Samples.Ladder"), "Strategies.Samples.Ladder.dll");

    internal static string LadderV2 { get; } =
        Path.Combine(TestPlugins.FolderOf("Strategies.Samples.LadderV2"), "Strategies.Samples.LadderV2.dll");

    internal string Folder { get; }

    internal string Memory { get; }

    internal string ConfigFile { get; }

    internal CellSetup Setup { get; }

    internal CellRegions Regions { get; }

    internal ContentStore Store { get; }

    internal string Tokens => Setup.Config.Edge.Tokens;

    internal int Port => Setup.Config.Edge.Port;

    internal string TokenOf(string name) =>
        TokenFile.ReadSecrets(Tokens).Single(secret => secret.Name == name).Token;

    /// <summary>Puts a package into the store.</summary>
    internal Hash256 Add(string strategy)
    {
        string package = Path.Combine(Folder, $"package-{Guid.NewGuid():N}");
        new Plugins.Packages.PackageStager(FolderHash.Compute).Stage(strategy, package);
        return Store.AddFolder(package);
    }

    public void Dispose()
    {
        Directory.Delete(Memory, recursive: true);
        Directory.Delete(Folder, recursive: true);
        _port.Dispose();
        _number.Dispose();
    }
}
