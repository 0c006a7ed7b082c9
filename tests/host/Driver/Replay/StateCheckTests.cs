using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Recovery;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Driver.Tests.Replay;

/// <summary>Whether what strategies save is all of their state: restored in the middle of a day, it goes on the same way.</summary>
public sealed class StateCheckTests(RecordedDay day) : IClassFixture<RecordedDay>, IDisposable
{
    private const int Seed = 7;
    private const string Cause = "Save or Restore of the strategy forgets something";

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(30)]
    public void Strategies_that_save_all_of_their_state_are_restored_at_every_point_over_swap_quarantine_and_kill(int points)
    {
        StateCheck states = Check(day.Folder, points, Seed, out ReplayResult replay);
        Assert.Null(states.Difference);
        Assert.Equal(points, states.Restored);
        Assert.True(replay.IsMatch, replay.Difference?.ToString());
    }

    [Fact]
    public void A_strategy_that_forgets_nothing_is_restored_without_a_difference() =>
        Assert.Null(Check(Play(forgets: 0), StateCheck.PointsUsual, Seed, out _).Difference);

    [Fact]
    public void A_field_that_is_not_saved_and_changes_no_output_shows_in_the_state_saved_at_the_next_point()
    {
        string folder = Play(forgets: 1);
        StateCheck states = Check(folder, StateCheck.PointsUsual, Seed, out ReplayResult replay);
        Assert.True(replay.IsMatch, "the replay from the first input alone does not see it");
        StateDifference found = Assert.IsType<StateDifference>(states.Difference);
        // The books and the longest streak are eight bytes each, in this order.
        RequireNamed(found, folder, "the state that it saves differs from byte 8 of 25 on (run: ");
        Assert.True(found.AtSequence > found.SavedAt, found.ToString());
    }

    [Fact]
    public void A_field_that_is_not_saved_and_changes_an_output_is_named_with_the_output()
    {
        string folder = Play(forgets: 2);
        StateCheck states = Check(folder, StateCheck.PointsUsual, Seed, out ReplayResult replay);
        Assert.True(replay.IsMatch);
        RequireNamed(states.Difference, folder, "output 0 is another one (run: ", " Publish slot=2 value=", "; restored: none)");
    }

    [Fact]
    public void What_a_strategy_does_to_its_slot_since_it_forgot_that_it_had_done_it_is_named()
    {
        string folder = Play(forgets: 3);
        StateCheck states = Check(folder, StateCheck.PointsUsual, Seed, out _);
        RequireNamed(states.Difference, folder, "timers, parameters, state of the slot", " differs from byte ");
    }

    [Fact]
    public void A_field_that_Restore_does_not_take_over_shows_as_soon_as_it_is_restored()
    {
        string folder = Play(forgets: 4);
        StateCheck states = Check(folder, StateCheck.PointsUsual, Seed, out _);
        RequireNamed(states.Difference, folder, "the state that it saves differs from byte 8 of 25 on (run: ");
        Assert.Equal(states.Difference!.SavedAt, states.Difference.AtSequence);
        Assert.Equal(1, states.Restored);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_Save_or_a_Restore_that_throws_is_named_with_slot_and_version(int forgets)
    {
        string folder = Play(forgets);
        StateCheck states = Check(folder, StateCheck.PointsUsual, Seed, out ReplayResult replay);
        Assert.True(replay.IsMatch);
        string text = states.Difference!.ToString();
        Assert.All(
            (string[])["slot 2 (forgetful)", VersionOf(folder).ToString(), "how was it?", $"behind record {states.Difference.AtSequence}"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_recovery_from_the_first_input_looks_too()
    {
        string folder = Play(forgets: 1);
        JournalSession session = new(folder);
        StoredVersions versions = session.NewVersions();
        StateCheck states = new(folder, versions, Seed, StateCheck.PointsUsual);
        RecoveredEngine recovered = new EngineRecovery(folder, session.OptionsOf, versions).Run(
            new RecoveryOptions { FromGenesis = true, States = states }, writer: null);
        Assert.Null(recovered.Difference);
        RequireNamed(states.Difference, folder, "the state that it saves differs");
    }

    [Fact]
    public void The_seed_chooses_the_points_one_in_each_part_of_the_day()
    {
        string folder = Play(forgets: 4);
        ulong[] found = [.. Enumerable.Range(1, 6).Select(seed => Check(folder, 4, seed, out _).Difference!.SavedAt)];
        Assert.True(found.Distinct().Count() > 1, string.Join(", ", found));
        Assert.All(found, point => Assert.InRange(point, 1ul, JournalReader.LastInputOf(folder) / 4));
        Assert.Equal(found[0], Check(folder, 4, seed: 1, out _).Difference!.SavedAt);
    }

    [Fact]
    public void Up_to_an_input_the_points_lie_in_front_of_it_and_with_none_nothing_is_restored()
    {
        ulong to = (ulong)day.Inputs.Count / 3;
        JournalSession session = new(day.Folder);
        StoredVersions versions = session.NewVersions();
        StateCheck states = new(day.Folder, versions, Seed, points: 5, to);
        new EngineRecovery(day.Folder, session.OptionsOf, versions).Run(
            new RecoveryOptions { FromGenesis = true, States = states, ToSequence = to }, writer: null);
        Assert.Equal(5, states.Restored);
        Assert.Equal(0, Check(day.Folder, points: 0, Seed, out _).Restored);
    }

    private static StateCheck Check(string folder, int points, int seed, out ReplayResult replay)
    {
        JournalSession session = new(folder);
        StoredVersions versions = session.NewVersions();
        StateCheck states = new(folder, versions, seed, points);
        replay = ReplayRunner.Run(folder, session.OptionsOf, versions, progress: null, states);
        return states;
    }

    private static void RequireNamed(StateDifference? found, string folder, params string[] parts)
    {
        Assert.NotNull(found);
        Assert.Equal("forgetful", found.Slot);
        Assert.Equal(VersionOf(folder), found.PackageHash);
        Assert.All(
            (string[])[.. parts, "slot 'forgetful', version ", found.PackageHash.ToShortString(), $"behind record {found.AtSequence}", Cause],
            part => Assert.Contains(part, found.ToString(), StringComparison.Ordinal));
    }

    private static Hash256 VersionOf(string folder) => JournalRecord.Inputs(folder)
        .Where(input => input.Type == RecordType.SwapRequested)
        .Select(input => input.Payload<SwapRequestedPayload>())
        .Single(request => request.Slot == 2).PackageHash;

    /// <summary>The strategy runs beside the ladder, whose state is in front of its own in every snapshot.</summary>
    private string Play(int forgets) => _session.Play(_session.ShortPlan(
        1_500,
        500,
        new SlotPlan { Name = "ladder", Strategy = Packages.Ladder },
        new SlotPlan
        {
            Name = "forgetful",
            Strategy = Packages.Forgetful,
            Parameters = new Dictionary<string, JsonElement> { ["forgets"] = JsonSerializer.SerializeToElement(forgets) },
        })).JournalDir;
}
