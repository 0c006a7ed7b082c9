using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;

namespace Strategies.Engine.Tests.Flattening;

/// <summary>Days from seeds: whatever market, venue, limits and kill switches do, a flattening ends and says the truth.</summary>
public sealed class FlattenPropertyTests
{
    private const int Days = 300;

    private readonly int _first = Random.Shared.Next(int.MaxValue / 2);

    [Fact]
    public void Behind_a_flattening_either_nothing_is_left_or_alerts_name_all_of_it()
    {
        int flat = 0;
        for (int seed = _first; seed < _first + Days; seed++)
        {
            RandomFlattening day = new(seed);
            day.Play();
            flat += day.IsFlat ? 1 : 0;
        }

        Assert.True(flat is > Days / 20 and < Days - Days / 20, $"{flat} of {Days} ended flat, from seed {_first}");
    }

    [Fact]
    public void An_engine_restored_while_a_slot_is_being_flattened_goes_on_with_the_same_outputs()
    {
        int between = 0;
        for (int seed = _first; seed < _first + Days / 20; seed++)
        {
            RandomFlattening day = new(seed);
            day.Play();
            between += ReplayThroughSnapshots(day.Harness, seed);
        }

        Assert.True(between > 0, $"no slot was being flattened where a snapshot could be taken, from seed {_first}");
    }

    /// <returns>Snapshots that were taken, behind some of the records behind which a slot is being flattened.</returns>
    private static int ReplayThroughSnapshots(EngineHarness played, int seed)
    {
        int snapshots = 0;
        Random random = new(seed);
        TradingEngine engine = new(EngineHarness.SmallTables, new FreshSource());
        Queue<Output> expected = new(played.All);
        foreach (byte[] record in played.Records)
        {
            engine.Apply(record);
            for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
            {
                Assert.True(
                    expected.Dequeue().Bytes.SequenceEqual(engine.Outputs.At(offset)),
                    $"another output behind {snapshots} snapshots, seed {seed}, record {engine.LastSequence}");
            }

            if (engine.State.Flattens.Active != 0 && engine.CanSnapshot && random.Next(10) == 0)
            {
                engine = ThroughSnapshot(engine);
                snapshots++;
            }
        }

        Assert.Empty(expected);
        return snapshots;
    }

    private static TradingEngine ThroughSnapshot(TradingEngine engine)
    {
        using MemoryStream bytes = new();
        EngineSnapshot.Write(engine, bytes);
        bytes.Position = 0;
        TradingEngine restored = EngineSnapshot.Read(bytes, EngineHarness.SmallTables, new FreshSource());
        Assert.Equal(engine.NextTimerDueNs, restored.NextTimerDueNs);
        return restored;
    }
}
