namespace Strategies.Cli.Tests.Support;

/// <summary>
/// What becomes of each command line in the guides: it is run, or it is only held against the command line that there is.
/// The longest entry that a line begins with decides; a line without one, and an entry without a line, fail.
/// </summary>
internal static class GuideCommands
{
    /// <summary>Run as they stand, in their order, on a checkout that was built; <c>/tmp/</c> is a folder of the test's own.</summary>
    internal static readonly IReadOnlyList<string> Run =
    [
        "artifacts/strat --help",
        "artifacts/strat new",
        "artifacts/strat backtest",
        "artifacts/strat replay",
        "artifacts/strat recover",
        "artifacts/strat journal",
        "artifacts/strat data",
        "artifacts/strat log /tmp/",
        "artifacts/strat limits history /tmp/",
        "artifacts/strat parameters history",
    ];

    /// <summary>Only parsed: every command, option and argument must be there. With the reason why they are not run.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Parsed = new Dictionary<string, string>
    {
        ["artifacts/strat bench"] = "measures for minutes",
        ["artifacts/strat play"] = "plays for a minute on processes; tests of the demonstration do it",
        ["artifacts/strat up"] = "brings a cell up",
        ["artifacts/strat down"] = NeedsCell,
        ["artifacts/strat status"] = NeedsCell,
        ["artifacts/strat top"] = NeedsCell,
        ["artifacts/strat core handover"] = NeedsCell,
        ["artifacts/strat day end"] = NeedsCell,
        ["artifacts/strat store"] = NeedsCell,
        ["artifacts/strat deploy"] = NeedsCell,
        ["artifacts/strat rollback"] = NeedsCell,
        ["artifacts/strat quarantine"] = NeedsCell,
        ["artifacts/strat stop"] = NeedsCell,
        ["artifacts/strat start"] = NeedsCell,
        ["artifacts/strat shadow"] = NeedsCell,
        ["artifacts/strat parameters show"] = NeedsCell,
        ["artifacts/strat parameters set"] = NeedsCell,
        ["artifacts/strat limits"] = NeedsCell,
        ["artifacts/strat log"] = NeedsCell,
        ["artifacts/strat flatten"] = NeedsCell,
        ["artifacts/strat kill"] = NeedsCell,
        ["artifacts/strat release"] = NeedsCell,
        ["artifacts/strat token"] = NeedsCell,
    };

    /// <summary>Programs of the tree: the file must be there and be one that can be run. With the reason.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Programs = new Dictionary<string, string>
    {
        ["samples/demo"] = "builds, and plays for a minute",
        ["tests/run"] = "runs this very test",
        ["tests/soak/run"] = "runs for hours",
    };

    /// <summary>Words of the shell itself.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Shell = new Dictionary<string, string>
    {
        ["export STRATEGIES_CELL="] = "names the cell for the lines behind it",
        ["for name in core"] = "makes users, as root",
        ["getfacl /dev/shm/"] = "shows rights of a cell that is up",
    };

    private const string NeedsCell = "needs a cell that is up";

    internal static IEnumerable<string> All => [.. Run, .. Parsed.Keys, .. Programs.Keys, .. Shell.Keys];

    /// <summary>The entry that decides about a line; empty for none.</summary>
    internal static string EntryOf(string line) =>
        All.Where(entry => line.StartsWith(entry, StringComparison.Ordinal)).MaxBy(entry => entry.Length) ?? "";
}
