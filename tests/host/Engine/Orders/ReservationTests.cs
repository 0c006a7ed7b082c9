using CsCheck;
using Strategies.Engine.Orders;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

/// <summary>Whatever the venue says, likely or not, the gate holds exactly what the orders can still become.</summary>
public sealed class ReservationTests
{
    private static readonly ExecType[] ExecTypes = Enum.GetValues<ExecType>();

    private static readonly OrdStatus[] Statuses = Enum.GetValues<OrdStatus>();

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 9], Gen.Int[1, 2], Gen.Int[1, 2], Gen.Int[0, 11], Gen.Long[-3, 60], Gen.Int[0, 40], Gen.Int[0, 40],
        (kind, slot, instrument, order, quantity, first, second) =>
            new Step(kind, slot, instrument, order, quantity, first, second));

    [Fact]
    public void What_the_gate_holds_is_the_sum_over_the_orders_after_every_record() =>
        Steps.Array[1, 150].Sample(steps =>
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { OrdersMax = 12, FillsMax = 8 });
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        harness.Quote(Second, Dollars(10), Dollars(10.02m));
        List<(int Slot, OrderId Id)> orders = [];
        List<ulong> execIds = [1];
        foreach (Step step in steps)
        {
            Play(harness, step, orders, execIds);
            Compare(harness);
        }
    }, iter: 300);

    private static void Play(EngineHarness harness, Step step, List<(int Slot, OrderId Id)> orders, List<ulong> execIds)
    {
        if (step.Kind <= 2 || orders.Count == 0)
        {
            Side side = step.First % 2 == 0 ? Side.Buy : Side.Sell;
            SendResult sent =
                harness.Send(step.Slot, new InstrumentId(step.Instrument), side, Dollars(10), step.Quantity);
            if (sent.IsSent)
            {
                orders.Add((step.Slot, sent.OrderId));
            }

            return;
        }

        (int slot, OrderId order) = orders[^(1 + step.Order % orders.Count)];
        switch (step.Kind)
        {
            case 3:
                harness.Replace(slot, order, Dollars(10), step.Quantity);
                break;
            case 4:
                harness.Cancel(slot, order);
                break;
            case 5:
                harness.Apply(RecordType.OrderCancelReject,
                    new CancelRejectPayload { OrderId = order.Value, RequestId = (uint)step.First % 4 });
                break;
            default:
                ulong execId = (ulong)execIds.Count + 1;
                harness.Report(new ExecutionReportPayload
                {
                    OrderId = order.Value,
                    ExecId = execId,
                    ExecRefId = execIds[step.Second % execIds.Count],
                    RequestId = (uint)step.Second % 4,
                    ExecType = step.Kind >= 8 ? ExecType.Trade : ExecTypes[step.First % ExecTypes.Length],
                    OrdStatus = Statuses[step.Second % Statuses.Length],
                    Price = Dollars(10).Raw,
                    OrderQty = step.Quantity,
                    LastPx = Dollars(10).Raw,
                    LastQty = step.Kind == 7 ? step.Quantity / 2 : step.Quantity,
                    LeavesQty = step.First % 3,
                });
                execIds.Add(execId);
                break;
        }
    }

    private static void Compare(EngineHarness harness)
    {
        EngineState state = harness.State;
        foreach (int slot in (ReadOnlySpan<int>)[1, 2])
        {
            foreach (InstrumentId instrument in (ReadOnlySpan<InstrumentId>)[First, Second])
            {
                long buy = 0;
                long sell = 0;
                for (int row = state.Orders.FirstWorking(slot); row != OrderTable.None; row = state.Orders[row].Next)
                {
                    ref readonly EngineOrder order = ref state.Orders[row];
                    Assert.True(order.BaseStatus.IsWorking());
                    Assert.Equal(order.RequiredReservation, order.ReservedQty);
                    if (order.Instrument == instrument)
                    {
                        (order.Side == Side.Buy ? ref buy : ref sell) += order.RequiredReservation;
                    }
                }

                Exposure exposure = state.Gate.SlotExposure(slot, instrument);
                Assert.Equal((buy, sell), ((long)exposure.OpenBuy, (long)exposure.OpenSell));
                Assert.Equal(state.Positions[slot, instrument].Quantity, exposure.Position);
            }
        }
    }

    private sealed record Step(int Kind, int Slot, int Instrument, int Order, long Quantity, int First, int Second);
}
