using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Driver.Tests.Support;
using Strategies.Follower.Tests.Support;
using Strategies.Gateways.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Records;

namespace Strategies.Follower.Tests;

/// <summary>Verdicts on versions, as the edge gets them through the rings.</summary>
[Collection(PlayedDay.Name)]
public sealed class RehearsalTests(RecordedDay day)
{
    private const int Ladder = 1;
    private const int Inputs = 2_000;

    [Fact]
    public void A_good_version_passes_and_bad_ones_are_refused_with_the_reason_in_words()
    {
        using FollowedCell cell = Begin();
        using EdgeRings edge = new(cell);
        using RunningFollower follower = new(cell);
        follower.AwaitSequence(Inputs);

        long askedNs = MonotonicClock.NowNs;
        RehearsalVerdict good = edge.Run(RehearsalAction.Rehearse, Ladder, cell.Store(Packages.LadderV2));
        Assert.True(good.IsGood == 1, good.Reason.ToString());
        Assert.True(good.Callbacks > 1_000, $"{good.Callbacks} callbacks");
        Assert.InRange(good.CallbackNsMax, 1, MonotonicClock.NowNs - askedNs);
        Assert.Contains(
            $"\"Callbacks\":{good.Callbacks},\"Ns\":{good.CallbackNsMax},\"Bytes\":0", File.ReadAllText(cell.Log));
        Assert.Equal(0, good.AllocatedBytes);
        Assert.Equal("", good.Reason.ToString());

        (string Name, string Source, string Reason)[] bad =
        [
            ("throwing",
                CandidateSource.OnBook("if (_books == 50) throw new InvalidOperationException(\"no more\");"),
                "OnBook threw InvalidOperationException: no more"),
            ("allocating",
                CandidateSource.OnBook("if (_books == 900) _kept = new byte[1];"),
                "OnBook allocated 32 bytes, budget 0"),
            ("hoarding",
                CandidateSource.OnBook("if (_books == 40) _kept = Hoard(1_000);"),
                "OnBook threw OutOfMemoryException"),
            ("constructing",
                CandidateSource.OnConstruction("_kept = new byte[300 << 20];"),
                "the constructor of Demo.Candidate allocates 300 MiB; at most 256 MiB"),
            ("constructing too much",
                CandidateSource.OnConstruction("_kept = new byte[2_000_000_000];"),
                "the constructor of Demo.Candidate throws System.OutOfMemoryException"),
            ("refusing",
                CandidateSource.OnForeignState("throw new InvalidDataException(\"another strategy's\");"),
                "the slot's state is refused: Restore threw InvalidDataException: another strategy's"),
            ("overflowing",
                CandidateSource.OnBook("if (_books == 60) _sent = Deep(1);"),
                "the process ended by SIGABRT: stack overflow"),
        ];
        foreach ((string name, string source, string reason) in bad)
        {
            RehearsalVerdict verdict = edge.Run(RehearsalAction.Rehearse, Ladder, cell.Compile(name, source));
            Assert.True(verdict.IsGood == 0, $"{name} is good");
            Assert.Contains(reason, verdict.Reason.ToString());
        }

        Hash256 unknown = Hash256.Of([1, 2, 3]);
        RehearsalVerdict missing = edge.Run(RehearsalAction.Rehearse, Ladder, unknown);
        Assert.Equal((0, unknown, Ladder), (missing.IsGood, missing.PackageHash, missing.Slot));
        Assert.NotEqual("", missing.Reason.ToString());
        Assert.Equal(2 + bad.Length, follower[FollowerCounter.Rehearsals]);
        Assert.Equal(1 + bad.Length, follower[FollowerCounter.Refused]);
        Assert.Null(follower.Failure);
    }

    [Fact]
    public void It_follows_while_a_version_that_loops_for_ever_is_rehearsed_and_the_next_one_waits()
    {
        using FollowedCell cell = Begin();
        using EdgeRings edge = new(cell);
        using RunningFollower follower = new(cell, 2 * Patience.Longest);
        follower.AwaitSequence(Inputs);
        ulong hanging = edge.Ask(RehearsalAction.Rehearse, Ladder, Looping(cell));
        ulong other = edge.Ask(RehearsalAction.Rehearse, 9, Hash256.Of([1]));
        ProcessIdentity[] children = [];
        Patience.Until(
            "the rehearsal's process", () => (children = RunningProcesses.With("rehearse", cell.Setup.File)).Length > 0);
        for (int round = 0; round < 200; round++)
        {
            cell.Drive(5);
            follower.AwaitSequence(cell.LastSequence);
        }

        Assert.Equal(0, follower[FollowerCounter.Rehearsals]);
        Assert.False(edge.TryTake(out _));
        Array.ForEach(children, child => System.Diagnostics.Process.GetProcessById(child.Pid).Kill());
        Assert.Contains("the process ended by SIGKILL", edge.Await(hanging).Reason.ToString());
        Assert.Contains("there is no slot 9", edge.Await(other).Reason.ToString());
    }

    /// <summary>With a limit in which it reaches its loop on this machine.</summary>
    [Fact]
    public void A_version_that_loops_for_ever_is_ended_at_the_limit_and_told_where_it_was()
    {
        string said = "";
        for (int seconds = 5; !said.Contains("on recorded packets in OnBook", StringComparison.Ordinal); seconds *= 2)
        {
            using FollowedCell cell = Begin();
            using EdgeRings edge = new(cell);
            using RunningFollower follower = new(cell, TimeSpan.FromSeconds(seconds));
            follower.AwaitSequence(Inputs);
            RehearsalVerdict verdict = edge.Run(RehearsalAction.Rehearse, Ladder, Looping(cell));
            said = verdict.Reason.ToString();
            Assert.Equal(0, verdict.IsGood);
            Assert.StartsWith($"it was still running after {seconds} s", said);
            Assert.True(seconds < Patience.Longest.TotalSeconds, said);
        }
    }

    [Fact]
    public void A_follower_that_starts_again_does_not_take_up_what_the_one_before_had_taken()
    {
        using FollowedCell cell = Begin();
        using EdgeRings edge = new(cell);
        using (RunningFollower first = new(cell))
        {
            first.AwaitSequence(Inputs);
            edge.Ask(RehearsalAction.Rehearse, Ladder, cell.Store(Packages.LadderV2));
            first.Await(
                () => File.ReadAllText(cell.Log).Contains("rehearses", StringComparison.Ordinal), "the rehearsal");
        }

        using RunningFollower second = new(cell);
        RehearsalVerdict verdict = edge.Run(RehearsalAction.StopShadow, Ladder, default);
        Assert.Equal("slot 1 has no shadow", verdict.Reason.ToString());
        Assert.Equal(0, second[FollowerCounter.Rehearsals]);
    }

    private static Hash256 Looping(FollowedCell cell) =>
        cell.Compile("looping", CandidateSource.OnBook("while (_books >= 70) { }"));

    private FollowedCell Begin()
    {
        FollowedCell cell = new(day);
        cell.BeginJournal();
        cell.Drive(Inputs);
        return cell;
    }
}
