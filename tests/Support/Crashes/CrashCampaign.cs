using Strategies.Driver.Recovery;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Sdk;
using Strategies.Session;

namespace Strategies.Crashes;

/// <summary>
/// Kills a session at many moments. Each time the engine is brought back from the first input and from every snapshot,
/// and must stand exactly where the session that nobody killed stood behind the same input.
/// </summary>
public sealed class CrashCampaign
{
    private readonly CrashPlan _plan;
    private readonly KilledSession _session;
    private readonly string _reference;

    public CrashCampaign(CrashPlan plan)
    {
        _plan = plan;
        _session = new KilledSession(plan);
        _reference = Path.Combine(plan.WorkFolder, "reference");
    }

    /// <summary>Folder of the journal that nobody kills.</summary>
    public string ReferenceFolder => _reference;

    /// <summary>Inputs of the day; moments of kills are fractions of it.</summary>
    public ulong Inputs { get; set; }

    /// <summary>Plays the session that nobody kills.</summary>
    /// <returns>Inputs of the day.</returns>
    public ulong PlayReference()
    {
        RemoveFolder(_reference);
        Inputs = _session.PlayToTheEnd(_reference);
        return Inputs;
    }

    /// <summary>Kills one session and judges what it left.</summary>
    /// <param name="moment">When.</param>
    /// <param name="index">Number of the kill: with the seed it gives the moment.</param>
    public CrashPoint Kill(KillMoment moment, int index)
    {
        Random random = new(unchecked(_plan.Seed * 1_000_003 + index));
        string journal = Path.Combine(_plan.WorkFolder, "killed");
        double fraction = moment == KillMoment.Anywhere ? random.NextDouble() : 0.8 * random.NextDouble();
        for (int attempt = 0; ; attempt++)
        {
            RemoveFolder(journal);
            if (_session.PlayAndKill(journal, moment, (ulong)(fraction * Inputs)))
            {
                CrashPoint point = Judge(journal, moment);
                RemoveFolder(journal);
                return point;
            }

            if (attempt == 9)
            {
                return new CrashPoint(moment, 0, 0, 0, 0, false, "the day was over before each of ten kills");
            }

            fraction *= 0.8;
        }
    }

    private CrashPoint Judge(string journal, KillMoment moment)
    {
        (RecoveredEngine back, ulong lastBefore) = Recover(journal);
        bool isInSwap = back.LastSequence > lastBefore;
        List<string> problems = [];
        if (back.Difference is { } difference)
        {
            problems.Add($"an output differs: {difference}");
        }

        RecoveredEngine expected = Run(_reference, new RecoveryOptions { ToSequence = lastBefore });
        if (!OrdersOf(back.Engine).SequenceEqual(OrdersOf(expected.Engine)))
        {
            problems.Add("the open orders are not those of the session that nobody killed");
        }

        if (!isInSwap && back.StateHash() != expected.StateHash())
        {
            problems.Add("the state is not that of the session that nobody killed");
        }

        int starts = 0;
        foreach (RecoveryOptions start in Starts(journal))
        {
            starts++;
            RecoveredEngine again = Run(journal, start);
            if (again.StateHash() != back.StateHash() || again.Difference is not null)
            {
                problems.Add($"from {start.Snapshot ?? "the first input"} the state is another");
            }
        }

        return new CrashPoint(
            moment,
            lastBefore,
            starts - 1,
            OrdersOf(back.Engine).Count(),
            back.OutputsMissing.Count,
            isInSwap,
            string.Join("; ", problems));
    }

    /// <summary>As a core does it: under the journal's lock, which cuts, appends and refuses what was left pending.</summary>
    private static (RecoveredEngine Back, ulong LastBefore) Recover(string journal)
    {
        JournalSession session = new(journal);
        using JournalWriter writer = JournalWriter.Open(
            journal, new JournalOptions { Cell = 1, Epoch = 1, Environment = EnvironmentInfo.Capture("engine", [], []) });
        ulong last = writer.LastSequence;
        RecoveredEngine back = new EngineRecovery(journal, session.OptionsOf, session.NewVersions())
            .Run(new RecoveryOptions(), writer);
        return (back, last);
    }

    private static RecoveredEngine Run(string journal, RecoveryOptions options)
    {
        JournalSession session = new(journal);
        return new EngineRecovery(journal, session.OptionsOf, session.NewVersions()).Run(options, writer: null);
    }

    private static IEnumerable<RecoveryOptions> Starts(string journal) =>
    [
        new RecoveryOptions { FromGenesis = true },
        .. new SnapshotStore(new JournalLayout(journal)).List()
            .Where(entry => entry.IsUsable)
            .Select(entry => new RecoveryOptions { Snapshot = entry.Name }),
    ];

    private static IEnumerable<(int Slot, WorkingOrder Order)> OrdersOf(TradingEngine engine) =>
        Enumerable.Range(1, engine.SlotCount)
            .SelectMany(slot => engine.CopyWorkingOrdersOf(slot).Select(order => (slot, order)));

    private static void RemoveFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string entry in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(entry, File.GetUnixFileMode(entry) | UnixFileMode.UserWrite);
            }
        }

        Directory.Delete(folder, recursive: true);
    }
}
