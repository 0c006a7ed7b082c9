using System.Runtime.InteropServices;
using CsCheck;
using Strategies.Engine.Slots;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>What one slot floods the others do not notice, to the byte.</summary>
public sealed class FloodNeighbourTests
{
    private const int Steps = 250;
    private const int Flooder = 1;

    private static readonly EngineOptions Sizes = FloodTests.Bounded with
    {
        Bounds = new SlotBounds
        {
            OrderRequestsPerSecond = 500,
            TimersPerSecond = 500,
            SubscriptionsPerSecond = 500,
            LogLinesPerSecond = 500,
            PublishedPerSecond = 500,
        },
    };

    /// <summary>
    /// Below its bound all day, and beyond it: the others' outputs are those of a day in which the slot was out from the start. Numbers of
    /// orders are counted for all slots together, so they are told apart by their order.
    /// </summary>
    [Fact]
    public void The_others_outputs_are_those_of_a_day_without_the_slot_that_floods() =>
        Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 5], Gen.Int[0, 1]).Sample(
            (seed, kind, isBeyond) =>
            {
                int perCallback = isBeyond == 1 ? 600 : 3;
                (List<string> others, SlotState state) = Play(seed, (SlotUseKind)kind, perCallback);
                (List<string> alone, _) = Play(seed, (SlotUseKind)kind, perCallback: 0);
                Assert.Equal(isBeyond == 1 ? SlotState.Quarantined : SlotState.Running, state);
                Assert.NotEmpty(alone);
                Assert.Equal(alone, others);
            },
            iter: 40);

    private static (List<string> Others, SlotState Flooder) Play(int seed, SlotUseKind kind, int perCallback)
    {
        Random random = new(seed);
        EngineHarness harness = new(Sizes, slots: 3) { KeepsRecords = false };
        ScriptedStrategy flooder = new() { Start = context => context.Subscribe(First) };
        flooder.Book = (context, _) => Flooding.Flood(context, kind, perCallback);
        harness.Deploy(Flooder, flooder);
        harness.Deploy(2, new BusyStrategy());
        harness.Deploy(3, new BusyStrategy());
        if (perCallback == 0)
        {
            harness.Control(Flooder, SlotAction.Quarantine);
        }

        List<string> others = [];
        Dictionary<ulong, int> orders = [];
        ulong reference = 1;
        for (int step = 0; step < Steps; step++)
        {
            long nextNs = harness.TimeNs + 8_000_000;
            for (long dueNs = harness.Engine.NextTimerDueNs; dueNs <= nextNs; dueNs = harness.Engine.NextTimerDueNs)
            {
                // As a driver does: a clock record for each timer that is due before the next input.
                harness.TimeNs = dueNs;
                harness.Clock();
                Note(harness, others, orders);
            }

            harness.TimeNs = nextNs;
            Side side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
            Price price = Dollars(10 + random.Next(8) * 0.01m);
            harness.Itch(Itch.Add(1 + random.Next(2), "ALPHA", side, reference++, 1 + random.Next(100), price));
            Note(harness, others, orders);
        }

        return (others, harness.Engine.StateOf(Flooder));
    }

    /// <summary>The outputs of the others, each as its bytes behind the header, with the order's number in their own counting.</summary>
    private static void Note(EngineHarness harness, List<string> others, Dictionary<ulong, int> orders)
    {
        foreach (Output output in harness.Last)
        {
            int slot = RecordSlotOf(output);
            if (slot is not (0 or Flooder))
            {
                byte[] payload = output.Bytes[RecordHeader.Size..].ToArray();
                if (output.Type is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest
                    or RecordType.OrderRejected)
                {
                    ulong order = MemoryMarshal.Read<ulong>(payload);
                    orders.TryAdd(order, orders.Count);
                    MemoryMarshal.Write(payload, (ulong)orders[order]);
                }

                others.Add($"{output.Type} {Convert.ToHexString(payload)}");
            }
        }
    }

    private static int RecordSlotOf(Output output) => output.Type switch
    {
        RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest =>
            output.As<OrderPayload>().Slot,
        RecordType.OrderRejected => output.As<RejectPayload>().Order.Slot,
        RecordType.Log => output.As<LogPayload>().Slot,
        RecordType.Publish => output.As<PublishPayload>().Slot,
        RecordType.SlotState => output.As<SlotStatePayload>().Slot,
        _ => 0,
    };
}
