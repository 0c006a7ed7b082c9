using System.Runtime.InteropServices;
using CsCheck;
using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;

namespace Strategies.Engine.Tests;

/// <summary>What an engine does is what the number in its inputs says, whatever this build can do besides.</summary>
public sealed class BehaviourTests
{
    private const int Records = 1_000;

    /// <summary>The digests were taken of the last build that had no second behaviour.</summary>
    [Theory]
    [InlineData(1, 0x2faa7289c12b9951, 1565)]
    [InlineData(2, 0x4863d156e5d6f489, 1348)]
    [InlineData(3, 0xeecb5b4864882fa3, 1832)]
    [InlineData(4, 0x46a64a959e233181, 1409)]
    [InlineData(5, 0x38f8934aa5ddfa4f, 1577)]
    [InlineData(6, 0x33e7ad9ba7832227, 919)]
    [InlineData(7, 0x9bd77a000e5fc8f3, 2356)]
    [InlineData(8, 0x87664bc42b98566b, 1453)]
    [InlineData(9, 0xccb1a589daf59afb, 1612)]
    [InlineData(10, 0xe7627a3ac648a475, 2065)]
    [InlineData(11, 0xeba61b172a4b0a9c, 1362)]
    [InlineData(12, 0xe59b5738e3feaded, 1890)]
    [InlineData(13, 0x12a1c5599c71ac99, 2222)]
    [InlineData(14, 0xe646671b445f60e6, 1846)]
    [InlineData(15, 0x9e1106c22194d243, 1405)]
    [InlineData(16, 0xcc9012ba5ef995ed, 1987)]
    public void Days_of_the_first_behaviour_have_the_outputs_that_they_had_before_there_was_a_second(int seed, ulong digest, int outputs)
    {
        RandomSession session = new(seed, Records, EngineBehaviour.First, hasFresh: false);
        Fnv1a made = Fnv1a.Start();
        session.Harness.All.ForEach(output => made.Add(output.Bytes));
        Assert.Equal(outputs, session.Harness.All.Count);
        Assert.Equal(digest, made.Value);
    }

    [Fact]
    public void A_day_of_either_and_one_that_changes_in_the_middle_run_again_equal() =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 2], Gen.Int[0, 2]).Sample(
            (seed, behaviour, then) =>
            {
                RandomSession session = new(seed, 300, behaviour, then == 0 ? null : then);
                TradingEngine again = new(EngineHarness.SmallTables, new BusySource(session));
                int at = 0;
                foreach (byte[] record in session.Harness.Records)
                {
                    again.Apply(record);
                    for (int offset = 0; offset < again.Outputs.Length; offset = again.Outputs.NextOffset(offset))
                    {
                        Assert.True(session.Harness.All[at++].Bytes.SequenceEqual(again.Outputs.At(offset)));
                    }
                }

                Assert.Equal(session.Harness.All.Count, at);
                Assert.Equal(then == 0 ? behaviour : then, again.Behaviour);
            },
            iter: 60);

    [Fact]
    public void A_day_in_which_nobody_says_otherwise_is_of_the_first() =>
        Assert.Equal(EngineBehaviour.First, new EngineHarness(behaviour: EngineBehaviour.First).Engine.Behaviour);

    [Theory]
    [InlineData(0)]
    [InlineData(EngineBehaviour.Newest + 1)]
    public void A_number_that_this_build_does_not_contain_is_told_and_not_obeyed(int behaviour)
    {
        EngineHarness harness = new();
        harness.SetBehaviour(behaviour);
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        Assert.Equal(EngineBehaviour.Newest, harness.Engine.Behaviour);
        Assert.Contains($"behaviour {behaviour} is asked for", EngineBehaviour.WhyNot(behaviour));
        Assert.Contains($"contains {EngineBehaviour.Oldest} to {EngineBehaviour.Newest}", EngineBehaviour.WhyNot(behaviour));
    }

    [Theory]
    [InlineData(EngineBehaviour.First, 5)]
    [InlineData(EngineBehaviour.Newest, EngineSnapshot.FormatVersion)]
    public void A_snapshot_of_the_first_has_the_layout_that_builds_without_a_second_read(int behaviour, int layout)
    {
        using MemoryStream bytes = new();
        EngineSnapshot.Write(new EngineHarness(behaviour: behaviour).Engine, bytes);
        Assert.Equal(layout, MemoryMarshal.Read<int>(bytes.GetBuffer().AsSpan(sizeof(int))));
    }

    [Fact]
    public void A_snapshot_of_a_behaviour_that_this_build_does_not_contain_is_refused_by_both_numbers()
    {
        EngineHarness harness = new();
        using MemoryStream stream = new();
        EngineSnapshot.Write(harness.Engine, stream);
        byte[] bytes = stream.ToArray();
        // Behind the two numbers of the shape, its eight sizes and the mark of the clock's section.
        MemoryMarshal.Write(bytes.AsSpan(11 * sizeof(int)), EngineBehaviour.Newest + 1);
        string refusal = Assert.Throws<SnapshotException>(
            () => EngineSnapshot.Read(new MemoryStream(bytes), EngineHarness.SmallTables, new TestSource())).Message;
        Assert.Contains(EngineBehaviour.WhyNot(EngineBehaviour.Newest + 1), refusal);
    }
}
