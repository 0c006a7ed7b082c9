using System.Runtime.InteropServices;
using CsCheck;
using Strategies.Engine.Snapshots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Snapshots;

/// <summary>An engine that comes out of a snapshot is the engine that went in.</summary>
public sealed class SnapshotTests
{
    private const int Records = 500;

    [Fact]
    public void An_engine_restored_at_any_record_gives_the_same_outputs_to_the_end() =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Double[0, 1]).Sample(
            (seed, fraction) =>
            {
                int way = seed / 2 % 4;
                RandomSession session = new(seed, Records, 1 + way % 2, way < 2 ? null : 2 - way % 2);
                List<byte[]> records = session.Harness.Records;
                int cut = 20 + (int)(fraction * (records.Count - 22));
                TradingEngine original = new(EngineHarness.SmallTables, new BusySource(session));
                int at = 0;
                while (at < cut || !original.CanSnapshot)
                {
                    original.Apply(records[at++]);
                }

                TradingEngine restored = ThroughSnapshot(original, new BusySource(session));
                Assert.Equal(EngineSnapshot.HashOf(original), EngineSnapshot.HashOf(restored));
                for (; at < records.Count; at++)
                {
                    original.Apply(records[at]);
                    restored.Apply(records[at]);
                    Assert.True(
                        OutputsOf(original).SequenceEqual(OutputsOf(restored)), $"outputs of record {at + 1} differ");
                    Assert.Equal(original.NextTimerDueNs, restored.NextTimerDueNs);
                }

                Assert.Equal(original.Counters, restored.Counters);
                Assert.Equal(EngineSnapshot.HashOf(original), EngineSnapshot.HashOf(restored));
            },
            iter: 120);

    [Fact]
    public void Two_days_that_differ_in_one_order_have_different_digests()
    {
        Assert.Equal(HashOfDay(1), HashOfDay(1));
        Assert.NotEqual(HashOfDay(1), HashOfDay(2));
    }

    [Fact]
    public void What_the_gate_remembers_is_part_of_the_digest()
    {
        EngineHarness harness = new();
        Hash256 before = EngineSnapshot.HashOf(harness.Engine);
        harness.State.Gate.OnCancelSent(1, harness.TimeNs);
        Hash256 counted = EngineSnapshot.HashOf(harness.Engine);
        harness.State.Gate.SetKill(RiskScope.Firm, 0, true);
        Assert.NotEqual(before, counted);
        Assert.NotEqual(counted, EngineSnapshot.HashOf(harness.Engine));
    }

    [Fact]
    public void No_snapshot_is_taken_before_the_universe_or_between_a_request_and_its_decision()
    {
        EngineHarness none = new(hasDay: false);
        Assert.False(none.Engine.CanSnapshot);
        Assert.Contains("universe", Assert.Throws<SnapshotException>(() => EngineSnapshot.HashOf(none.Engine)).Message);
        EngineHarness harness = new();
        harness.Deploy(1, new BusyStrategy());
        ulong request = harness.Request(
            1, SwapKind.Swap, harness.Source.Stage(1, new BusyStrategy()).PackageHash);
        Assert.False(harness.Engine.CanSnapshot);
        harness.Refuse(1, request, "late");
        Assert.True(harness.Engine.CanSnapshot);
    }

    [Fact]
    public void A_running_strategy_whose_save_fails_is_named_and_nothing_is_taken()
    {
        EngineHarness harness = new();
        harness.Deploy(1, new ScriptedStrategy { Saving = (ref StateWriter _) => throw new InvalidOperationException("no") });
        SnapshotException refusal = Assert.Throws<SnapshotException>(() => EngineSnapshot.HashOf(harness.Engine));
        Assert.Contains("slot 1", refusal.Message);
        Assert.Contains("Save threw InvalidOperationException: no", refusal.Message);
        Assert.Equal(
            new UnsavedState(1, harness.Engine.PackageOf(1), "Save threw InvalidOperationException: no"), refusal.Unsaved);
        Assert.Equal(-1, harness.Engine.MeasureState(1, out string problem));
        Assert.Equal(refusal.Unsaved!.Problem, problem);
    }

    [Fact]
    public void A_quarantined_strategy_whose_save_fails_still_fails_in_the_same_words_after_a_restore()
    {
        EngineHarness harness = new();
        harness.Deploy(1, new ScriptedStrategy { Saving = (ref StateWriter _) => throw new InvalidOperationException("no") });
        harness.Control(1, SlotAction.Quarantine);
        MemoryStream bytes = new();
        EngineSnapshot.Write(harness.Engine, bytes);
        bytes.Position = 0;
        TestSource source = new();
        source.Stage(1, new ScriptedStrategy());
        TradingEngine restored = EngineSnapshot.Read(bytes, EngineHarness.SmallTables, source);
        Assert.Equal(SlotState.Quarantined, restored.StateOf(1));
        Assert.Equal(EngineSnapshot.HashOf(harness.Engine), EngineSnapshot.HashOf(restored));
    }

    [Fact]
    public void A_version_that_refuses_its_own_state_is_named()
    {
        EngineHarness harness = new();
        harness.Deploy(1, new ScriptedStrategy { Value = 3 });
        MemoryStream bytes = new();
        EngineSnapshot.Write(harness.Engine, bytes);
        bytes.Position = 0;
        TestSource source = new();
        source.Stage(1, new ScriptedStrategy { Restoring = (ref StateReader _) => throw new StateSchemaException("not mine") });
        SnapshotException refusal = Assert.Throws<SnapshotException>(
            () => EngineSnapshot.Read(bytes, EngineHarness.SmallTables, source));
        Assert.Contains("slot 1", refusal.Message);
        Assert.Contains("not mine", refusal.Message);
        bytes.Position = 0;
        Assert.Contains(
            "is not there",
            Assert.Throws<SnapshotException>(
                () => EngineSnapshot.Read(bytes, EngineHarness.SmallTables, new TestSource())).Message);
    }

    [Fact]
    public void Other_sizes_another_layout_and_a_short_end_are_refused()
    {
        EngineHarness harness = new();
        MemoryStream stream = new();
        EngineSnapshot.Write(harness.Engine, stream);
        byte[] bytes = stream.ToArray();
        Assert.Contains("other sizes", Refusal(bytes, EngineHarness.SmallTables with { FillsMax = 255 }));
        Assert.Contains("cannot be taken over", Refusal(bytes[..^1], EngineHarness.SmallTables));
        byte[] later = [.. bytes];
        MemoryMarshal.Write(later.AsSpan(sizeof(int)), EngineSnapshot.FormatVersion + 1);
        Assert.Contains($"has layout {EngineSnapshot.FormatVersion + 1}", Refusal(later, EngineHarness.SmallTables));
    }

    private static string Refusal(byte[] bytes, EngineOptions options) => Assert.Throws<SnapshotException>(
        () => EngineSnapshot.Read(new MemoryStream(bytes), options, new TestSource())).Message;

    private static Hash256 HashOfDay(int seed) => EngineSnapshot.HashOf(new RandomSession(seed, 200).Harness.Engine);

    private static TradingEngine ThroughSnapshot(TradingEngine engine, BusySource source)
    {
        MemoryStream bytes = new();
        EngineSnapshot.Write(engine, bytes);
        bytes.Position = 0;
        TradingEngine restored = EngineSnapshot.Read(bytes, EngineHarness.SmallTables, source);
        Assert.Equal(bytes.Length, bytes.Position);
        return restored;
    }

    private static byte[] OutputsOf(TradingEngine engine)
    {
        MemoryStream outputs = new();
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            outputs.Write(engine.Outputs.At(offset));
        }

        return outputs.ToArray();
    }
}
