using System.Text.Json;
using HdrHistogram;
using Strategies.Auditing;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells.Killing;
using Strategies.Driver.Recovery;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Results;

namespace Strategies.Cells.Checking;

/// <summary>Judges a day that has ended by what it left: archive, log, counters.</summary>
/// <param name="cell">The cell.</param>
public sealed class DayJudge(TestedCell cell)
{
    private readonly CellPaths _paths = cell.Setup.Paths;
    private readonly List<string> _problems = [];

    /// <summary>
    /// True when the venue process's counters, and the orders that it had, were lost with all memory.
    /// </summary>
    public bool HadPowerCut { get; init; }

    /// <summary>True when a strategy allocates as much as it can: the alarms of that are what is wanted.</summary>
    public bool HadHoard { get; init; }

    /// <summary>Judges.</summary>
    /// <param name="kills">What was killed.</param>
    public DayResult Judge(IReadOnlyList<KillReport> kills)
    {
        SessionResult audit = Audit();
        OrderBookkeeping orders = new(_paths.Archive);
        orders.Run();
        _problems.AddRange(orders.Problems);
        RequireRequests(orders.Requests, kills);
        if (!HadHoard)
        {
            RequireQuiet();
        }

        RequireWords();
        int starts = Starts();
        (int reconciliations, long here) = Reconciled(kills);
        return new DayResult
        {
            Kills = kills,
            Problems = _problems,
            Messages = audit.RecordMessages,
            NotPlayed = audit.EventsNotPlayed,
            LastSequence = audit.LastSequence,
            Requests = orders.Requests,
            Fills = orders.Fills,
            Starts = starts,
            Reconciliations = reconciliations,
            CanceledHere = here,
            MassCancels = cell.Venues(VenueCounter.MassCancels),
            Quarantined = [.. audit.Slots.Where(slot => slot.QuarantineReason.Length > 0)
                .Select(slot => $"{slot.Name}: {slot.QuarantineReason}")],
        };
    }

    private void Require(bool isTrue, string problem)
    {
        if (!isTrue)
        {
            _problems.Add(problem);
        }
    }

    private SessionResult Audit()
    {
        CoreReport report = CoreReport.Read(_paths) ?? throw new InvalidOperationException("there is no report of the core");
        DayAudit audit = new(_paths.Archive, CoreReport.ReadAll(_paths));
        SessionResult result = audit.Run(new LongHistogram(10_000_000_000, 3), [], _ => { });
        Require(audit.Difference is null, $"the replay differs: {audit.Difference}");
        Require(audit.States!.Difference is null, $"a state that was restored differs: {audit.States.Difference}");
        Require(
            result.EventsLost == 0,
            $"{result.EventsLost} events lost: {result.FeedMessages} in the file, {result.RecordMessages} in the records; "
            + string.Join(", ", result.Slots.Select(slot => $"{slot.Name} {slot.State} {slot.MarketCallbacks}")));
        Require(report.IsDayEnded, "the core's report does not say that the day has ended");
        return result;
    }

    /// <summary>
    /// What the exchange was handed, and what was refused for it, is what left the engine: nothing twice, nothing lost but
    /// what a killed venue process had in its hand.
    /// </summary>
    private void RequireRequests(long sent, IReadOnlyList<KillReport> kills)
    {
        long received = cell.Venues(VenueCounter.Orders) + cell.Venues(VenueCounter.Blocked);
        long inHand = kills.Count(kill => kill.Role == ProcessRole.Venue);
        Require(
            HadPowerCut || received <= sent && received >= sent - inHand,
            $"{sent} orders and requests in the journal, {received} at the venue");
    }

    /// <summary>What the processes logged reads as words: no value is the name of its type.</summary>
    private void RequireWords()
    {
        foreach (ProcessRole role in Enum.GetValues<ProcessRole>())
        {
            foreach (string named in CoreLog.Entries(_paths, role, "").SelectMany(TypeNames.In).Distinct())
            {
                Require(false, $"the log of {ProcessRoles.NameOf(role)} names a type: {named}");
            }
        }
    }

    /// <summary>No core collected, allocated or compiled anything on its hot thread, whatever happened on the day.</summary>
    private void RequireQuiet()
    {
        foreach (JsonElement alarm in CoreLog.Entries(_paths, ProcessRole.Core, "alarm: "))
        {
            string Of(string name) => alarm.GetProperty(name).ToString();
            _problems.Add(
                $"alarm of core {Of("pid")}: collections {Of("Gen0")}/{Of("Gen1")}/{Of("Gen2")}, {Of("Bytes")} bytes and "
                + $"{Of("Methods")} methods on the hot thread");
        }
    }

    /// <summary>From the first input and from each snapshot the same last state; no order open at the end.</summary>
    private int Starts()
    {
        RecoveredEngine genesis = Recover(new RecoveryOptions { FromGenesis = true });
        Require(genesis.Difference is null, $"recovery from the first input differs: {genesis.Difference}");
        Hash256 state = genesis.StateHash();
        for (int slot = 1; slot <= genesis.Engine.SlotCount; slot++)
        {
            int open = genesis.Engine.WorkingOrdersOf(slot);
            Require(open == 0, $"{open} orders of slot {slot} are open at the end of the day");
        }

        int starts = 0;
        foreach (SnapshotEntry entry in new SnapshotStore(new JournalLayout(_paths.Archive)).List())
        {
            if (entry.IsUsable)
            {
                starts++;
                RecoveredEngine again = Recover(new RecoveryOptions { Snapshot = entry.Name });
                Require(again.StateHash() == state, $"from snapshot {entry.Name} the last state is another");
                Require(again.Difference is null, $"recovery from {entry.Name} differs: {again.Difference}");
            }
            else
            {
                _problems.Add($"snapshot {entry.Name} cannot be used");
            }
        }

        return starts;
    }

    private RecoveredEngine Recover(RecoveryOptions options)
    {
        JournalSession session = new(_paths.Archive);
        return new EngineRecovery(_paths.Archive, session.OptionsOf, session.NewVersions()).Run(options, writer: null);
    }

    /// <summary>
    /// Every reconciliation found what a reason was known for: an order that only one side has is one that a killed venue
    /// process took with it.
    /// </summary>
    private (int Count, long Here) Reconciled(IReadOnlyList<KillReport> kills)
    {
        bool hadVenueKill = kills.Any(kill => kill.Role == ProcessRole.Venue);
        Dictionary<(int Core, int Venue), long> byCore = [];
        List<JsonElement> entries = CoreLog.Entries(_paths, ProcessRole.Core, "reconciliation");
        foreach (JsonElement entry in entries)
        {
            byCore[(entry.GetProperty("pid").GetInt32(), entry.GetProperty("Venue").GetInt32())] = entry.GetProperty("Here").GetInt64();
            long there = entry.GetProperty("There").GetInt64();
            long disagreements = entry.GetProperty("Disagreements").GetInt64();
            Require(there == 0, $"{there} orders were at the venue and not in the engine");
            Require(disagreements == 0, $"{disagreements} orders with fills that the engine and the venue do not agree about");
        }

        long here = byCore.Values.Sum();
        Require(hadVenueKill || HadPowerCut || here == 0, $"{here} orders were in the engine and not at the venue");
        return (entries.Count, here);
    }
}
