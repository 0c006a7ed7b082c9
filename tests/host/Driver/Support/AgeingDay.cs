using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Following;
using Strategies.Journal;
using Strategies.Journal.Cutting;
using Strategies.Journal.Snapshots;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Driver.Tests.Support;

/// <summary>
/// The journal of a day on which one of two strategies begins to trade behind some thousand books and forgets in Save how many it has
/// seen. Tests that change it take a copy.
/// </summary>
public sealed class AgeingDay : IDisposable
{
    /// <summary>The book with which it begins to trade.</summary>
    internal const int After = 2_000;

    private readonly TestSession _session = new();
    private int _copies;

    public AgeingDay() => Folder = _session.Play(_session.ShortPlan(
        4_000,
        500,
        new SlotPlan { Name = "ladder", Strategy = Packages.Ladder },
        new SlotPlan
        {
            Name = "ageing",
            Strategy = Packages.Ageing,
            Parameters = new Dictionary<string, JsonElement> { ["after"] = JsonSerializer.SerializeToElement(After) },
        })).JournalDir;

    internal string Folder { get; }

    /// <summary>A copy of the journal as a killed writer leaves it, some inputs behind the first orders of the strategy.</summary>
    internal string Copy()
    {
        string target = _session.PathOf($"copy{++_copies}");
        RecordedDay.CopyFolder(Folder, target);
        using JournalCut cut = JournalCut.Prepare(target, FirstOrder() + 500);
        cut.Execute();
        return target;
    }

    /// <summary>The input with which it begins to trade.</summary>
    internal ulong FirstOrder() => JournalRecord.Outputs(Folder).First(
        output => output.Type == RecordType.NewOrderSingle && output.Payload<OrderPayload>().Slot == 2).Sequence;

    /// <summary>The first packet of the market: in front of it the strategy has seen no book, and has nothing to forget.</summary>
    internal ulong FirstPacket() => JournalRecord.Inputs(Folder).First(input => input.Type == RecordType.MarketData).Sequence;

    /// <summary>Writes a snapshot that nobody has proven, as older builds did.</summary>
    internal static SnapshotEntry Snapshot(string folder, ulong sequence)
    {
        JournalSession session = new(folder);
        using JournalFollower follower = new(folder, new FollowerOptions(), session.OptionsOf, session.NewVersions());
        while (follower.LastSequence < sequence && follower.Follow(1) > 0)
        {
            follower.Follow((int)(sequence - follower.LastSequence));
        }

        using MemoryStream payload = new();
        return new SnapshotKeeper(folder, 100).Write(follower.Capture(payload));
    }

    public void Dispose() => _session.Dispose();
}
