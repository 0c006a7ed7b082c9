using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Following;
using Strategies.Driver.Recovery;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Results;
using Strategies.Session.Versions;

namespace Strategies.Driver.Tests.Replay;

/// <summary>Journals of the first behaviour and of the second, and one that changes in the middle, run by this build.</summary>
public sealed class BehaviourJournalTests : IDisposable
{
    private readonly TestSession _session = new();

    [Fact]
    public void A_day_of_the_first_behaviour_says_nothing_of_it_and_is_proven_by_this_build()
    {
        SessionResult first = Play(EngineBehaviour.First);
        Assert.DoesNotContain(JournalRecord.Inputs(first.JournalDir), input => input.Type == RecordType.BehaviourSet);
        TestSession.RequireEqualReplay(first);
        Assert.Equal([EngineBehaviour.First], TestSession.Replay(first.JournalDir).Behaviours);
        RequireFollowed(first.JournalDir);
    }

    [Fact]
    public void A_day_of_the_newest_says_so_behind_its_start_and_sends_the_same_orders_as_nothing_floods()
    {
        SessionResult newest = Play(EngineBehaviour.Newest);
        List<JournalRecord> inputs = JournalRecord.Inputs(newest.JournalDir);
        Assert.Equal([RecordType.StartOfDay, RecordType.BehaviourSet], inputs.Take(2).Select(input => input.Type));
        Assert.Equal(EngineBehaviour.Newest, inputs[1].Payload<BehaviourSetPayload>().Behaviour);
        TestSession.RequireEqualReplay(newest);
        Assert.Equal([EngineBehaviour.Newest], TestSession.Replay(newest.JournalDir).Behaviours);
        RequireFollowed(newest.JournalDir);
        Assert.Equal(Orders(Play(EngineBehaviour.First).JournalDir), Orders(newest.JournalDir));
    }

    [Fact]
    public void A_journal_that_changes_in_the_middle_replays_equal_recovers_and_is_followed()
    {
        (string folder, List<JournalRecord> before) = PlayAgainWith(EngineBehaviour.SlotBounds);
        ReplayResult replay = ReplayRunner.Run(folder, _ => TestSession.SmallEngine, Versions(folder), progress: null);
        Assert.True(replay.IsMatch, replay.Difference?.ToString());
        Assert.Equal([EngineBehaviour.First, EngineBehaviour.SlotBounds], replay.Behaviours);
        Assert.Equal((ulong)before.Count + 1, replay.Inputs);
        RequireFollowed(folder);
        RecoveredEngine recovered = new EngineRecovery(folder, _ => TestSession.SmallEngine, Versions(folder))
            .Run(new RecoveryOptions(), writer: null);
        Assert.Null(recovered.Difference);
        Assert.NotNull(recovered.Start);
        Assert.Equal(EngineBehaviour.SlotBounds, recovered.Engine.Behaviour);
    }

    [Fact]
    public void A_journal_that_asks_for_what_this_build_does_not_contain_is_refused_with_both_numbers_by_whoever_runs_it()
    {
        (string folder, _) = PlayAgainWith(EngineBehaviour.Newest + 1);
        RequireRefused(() => ReplayRunner.Run(folder, _ => TestSession.SmallEngine, Versions(folder), progress: null));
        RequireRefused(() => new EngineRecovery(folder, _ => TestSession.SmallEngine, Versions(folder))
            .Run(new RecoveryOptions(), writer: null));
        using JournalFollower follower = Follow(folder);
        RequireRefused(() => follower.Follow(int.MaxValue));
    }

    public void Dispose() => _session.Dispose();

    private static void RequireRefused(Action run)
    {
        JournalException refusal = Assert.Throws<JournalException>(run);
        Assert.Equal(JournalFault.UnknownFormatVersion, refusal.Fault);
        Assert.Contains(
            $"behaviour {EngineBehaviour.Newest + 1} is asked for, and this build contains "
                + $"{EngineBehaviour.Oldest} to {EngineBehaviour.Newest}",
            refusal.Message);
    }

    private SessionResult Play(int behaviour)
    {
        SlotPlan ladder = new()
        {
            Name = "ladder",
            Strategy = Packages.Ladder,
            Parameters = new Dictionary<string, JsonElement> { ["stepTicks"] = JsonSerializer.SerializeToElement(1) },
        };
        SlotPlan throwing = new() { Name = "throwing", Strategy = Packages.Throwing };
        return _session.Play(_session.ShortPlan(4_000, 500, ladder, throwing) with { Behaviour = behaviour });
    }

    /// <summary>Gives the inputs of a day of the first behaviour to an engine once more, and in the middle another number.</summary>
    private (string Folder, List<JournalRecord> Before) PlayAgainWith(int behaviour)
    {
        string source = Play(EngineBehaviour.First).JournalDir;
        List<JournalRecord> inputs = JournalRecord.Inputs(source);
        string folder = _session.PathOf("changed");
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            SpyPort port = new();
            EngineDriver driver = new(new TradingEngine(TestSession.SmallEngine, Versions(source)), journal, port);
            port.Driver = driver;
            InputWriter records = new(driver);
            for (int index = 0; index < inputs.Count; index++)
            {
                driver.Take((byte[])inputs[index].Bytes.Clone());
                if (index == inputs.Count / 2)
                {
                    BehaviourSetPayload payload = new() { Behaviour = behaviour, Who = Text32.From("anna"u8) };
                    records.TakeFromDriver(RecordType.BehaviourSet, records.LastTimeNs, in payload);
                }
            }
        }

        RecordedDay.CopyFolder(new JournalLayout(source).StoreFolder, new JournalLayout(folder).StoreFolder);
        return (folder, inputs);
    }

    private static StoredVersions Versions(string folder) => new(new ContentStore(new JournalLayout(folder).StoreFolder));

    private static JournalFollower Follow(string folder) =>
        new(folder, new FollowerOptions { SnapshotEveryInputs = 500 }, _ => TestSession.SmallEngine, Versions(folder));

    private static void RequireFollowed(string folder)
    {
        using JournalFollower follower = Follow(folder);
        follower.Follow(int.MaxValue);
        Assert.Null(follower.Difference);
        Assert.Equal((ulong)JournalRecord.Inputs(folder).Count, follower.LastSequence);
        Assert.True(follower.SnapshotCount > 2);
    }

    private static List<string> Orders(string folder) =>
        [.. JournalRecord.Outputs(folder)
            .Where(output => output.Type is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest
                or RecordType.OrderCancelRequest)
            .Select(output => Convert.ToHexString(output.Bytes.AsSpan(RecordHeader.Size)))];
}
