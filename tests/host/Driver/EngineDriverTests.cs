using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Driver.Tests;

public sealed class EngineDriverTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private const int OrdersBeforeRefusal = 7;

    [Fact]
    public void A_request_leaves_after_its_input_is_journalled_and_before_any_output_of_it_is()
    {
        SpyPort port = new();
        string folder = day.NewFolder();
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            port.Driver = new EngineDriver(day.NewEngine(), journal, port);
            day.Drive(port.Driver);
        }

        Dictionary<ulong, long> outputsBefore = [];
        for (int index = 0; index < day.Outputs.Count; index++)
        {
            outputsBefore.TryAdd(day.Outputs[index].Sequence, index);
        }

        Assert.True(port.Offers.Count > 100);
        Assert.All(port.Offers, offer =>
        {
            Assert.Equal(offer.LastSequence, offer.Header.Sequence);
            Assert.Equal(outputsBefore[offer.Header.Sequence], offer.OutputsJournalled);
        });
        RequireSame(day.Outputs, JournalRecord.Outputs(folder));
        RequireSame(day.Inputs, JournalRecord.Inputs(folder));
    }

    [Fact]
    public void Exactly_the_requests_among_the_outputs_are_offered_in_their_order()
    {
        SpyPort port = new();
        port.Driver = new EngineDriver(day.NewEngine(), journal: null, port);
        day.Drive(port.Driver);
        List<JournalRecord> requests = [.. day.Outputs.Where(output => output.Type
            is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest)];
        Assert.Equal(
            requests.Select(request => (request.Sequence, request.Header.Index, request.Type)),
            port.Offers.Select(offer => (offer.Header.Sequence, offer.Header.Index, offer.Header.Type)));
        Assert.Equal(
            [RecordType.NewOrderSingle, RecordType.OrderCancelReplaceRequest, RecordType.OrderCancelRequest],
            requests.Select(request => request.Type).Distinct().Order());
    }

    [Fact]
    public void A_port_that_takes_no_more_ends_the_session_with_a_fault_that_says_so()
    {
        SpyPort port = new(OrdersBeforeRefusal);
        port.Driver = new EngineDriver(day.NewEngine(), journal: null, port);
        DriverFault fault = Assert.Throws<DriverFault>(() => day.Drive(port.Driver));
        Assert.Contains("the order port took no more orders", fault.Message);
        Assert.Equal(OrdersBeforeRefusal, port.Driver.Metrics.OrdersOffered);
        Assert.Equal(OrdersBeforeRefusal, port.Driver.Metrics.MessagesOffered);
    }

    [Fact]
    public void Without_a_journal_inputs_are_numbered_all_the_same_and_nothing_counts_as_journalled()
    {
        SpyPort port = new();
        EngineDriver driver = new(day.NewEngine(), journal: null, port);
        port.Driver = driver;
        day.Drive(driver, count: 500);
        Assert.Equal(500UL, driver.LastSequence);
        Assert.Equal(500, driver.Metrics.Inputs);
        Assert.Equal(0, driver.Metrics.Outputs);
    }

    [Fact]
    public void Metrics_are_what_the_outputs_say()
    {
        SpyPort port = new();
        EngineDriver driver = new(day.NewEngine(), journal: null, port);
        port.Driver = driver;
        day.Drive(driver);
        DriverMetrics metrics = driver.Metrics;
        HashSet<ulong> packets = [.. day.Inputs.Where(input => input.Type == RecordType.MarketData).Select(input =>
            input.Sequence)];
        Assert.Equal(day.Inputs.Count, metrics.Inputs);
        Assert.Equal(Count(RecordType.NewOrderSingle), metrics.OrdersOffered);
        Assert.Equal(port.Offers.Count, metrics.MessagesOffered);
        Assert.Equal(port.Offers.Count(offer => packets.Contains(offer.Header.Sequence)),
            metrics.TickToOrder.TotalCount);
        Assert.InRange(metrics.TickToOrder.TotalCount, 1, port.Offers.Count - 1);
        Assert.Equal(
            day.Outputs.Count(output =>
                output.Type == RecordType.OrderState && output.Payload<OrderStatePayload>().ExecType == ExecType.Trade),
            metrics.Fills);
        Assert.Equal(
            day.Outputs.Where(output => output.Type == RecordType.OrderRejected)
                .GroupBy(output => output.Payload<RejectPayload>().Reason).OrderBy(group => group.Key)
                .Select(group => (group.Key, (long)group.Count())),
            metrics.Rejects.OrderBy(reject => reject.Key).Select(reject => (reject.Key, reject.Value)));
        Assert.Contains(RejectReason.KillSwitch, metrics.Rejects.Keys);
        SlotStatePayload quarantine = Assert.Single(metrics.Quarantines.ToArray());
        Assert.Equal(2, quarantine.Slot);
        Assert.Equal(HandoverResult.Ready, driver.LastHandover.Result);
        Assert.Equal(1, driver.LastHandover.Slot);
    }

    private static void RequireSame(List<JournalRecord> expected, List<JournalRecord> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int index = 0; index < expected.Count; index++)
        {
            Assert.True(expected[index].Bytes.AsSpan().SequenceEqual(actual[index].Bytes), $"record {index} differs");
        }
    }

    private long Count(RecordType type) => day.Outputs.Count(output => output.Type == type);
}
