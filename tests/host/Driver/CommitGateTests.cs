using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Driver.Tests;

/// <summary>Whatever leaves a core leaves by one gate, in order.</summary>
public sealed class CommitGateTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private const uint Question = 7;

    private static readonly VenueId Venue = new(2);

    [Fact]
    public void A_question_stands_behind_every_order_that_has_passed_and_in_front_of_every_later_one()
    {
        SpySession port = new();
        EngineDriver driver = new(day.NewEngine(), journal: null, port);
        int half = day.Inputs.Count / 2;
        day.Drive(driver, half);
        int before = port.Sent.Count;
        Assert.True(driver.Gate.TryAsk(Venue, Question, 4_711L));
        foreach (JournalRecord input in day.Inputs.Skip(half))
        {
            driver.Take((byte[])input.Bytes.Clone());
        }

        Assert.InRange(before, 1, port.Sent.Count - 2);
        Assert.Equal((Venue, Question), (port.Sent[before].Venue, port.Sent[before].Type));
        Assert.Equal(4_711L, BitConverter.ToInt64(port.Sent[before].Bytes));
        Assert.Single(port.Sent, sent => sent.Type == Question);
        Assert.All(port.Sent[..before], sent => Assert.True(Sequence(sent) <= (ulong)half));
        Assert.All(port.Sent[(before + 1)..], sent => Assert.True(Sequence(sent) > (ulong)half));
        Assert.Equal(driver.Metrics.MessagesOffered, port.Sent.Count - 1);
    }

    [Fact]
    public void What_a_recovery_offers_again_passes_as_it_stands_and_stands_in_front_of_its_question()
    {
        SpySession port = new();
        EngineDriver driver = new(day.NewEngine(), journal: null, port);
        byte[][] orders = [.. day.Outputs.Where(output => CommitGate.Leaves(output.Type)).Take(3).Select(output => output.Bytes)];
        foreach (byte[] order in orders)
        {
            driver.Gate.Pass(order);
        }

        driver.Gate.TryAsk(Venue, Question, 1UL);
        Assert.Equal([0u, 0u, 0u, Question], port.Sent.Select(sent => sent.Type));
        Assert.Equal(orders.Select(Convert.ToHexString), port.Sent[..3].Select(sent => Convert.ToHexString(sent.Bytes)));
    }

    [Fact]
    public void An_order_that_the_port_does_not_take_is_a_fault_and_a_question_is_asked_again()
    {
        SpySession port = new(room: 0);
        EngineDriver driver = new(day.NewEngine(), journal: null, port);
        byte[] order = day.Outputs.First(output => output.Type == RecordType.NewOrderSingle).Bytes;
        Assert.Contains("took no more orders", Assert.Throws<DriverFault>(() => driver.Gate.Pass(order)).Message);
        Assert.False(driver.Gate.TryAsk(Venue, Question, 1UL));
    }

    [Fact]
    public void A_port_without_a_session_owner_is_asked_nothing()
    {
        EngineDriver driver = new(day.NewEngine(), journal: null, new SpyPort());
        Assert.False(driver.Gate.TryAsk(Venue, Question, 1UL));
    }

    [Fact]
    public void Orders_and_requests_leave_and_nothing_else_does() => Assert.Equal(
        [RecordType.NewOrderSingle, RecordType.OrderCancelReplaceRequest, RecordType.OrderCancelRequest],
        Enum.GetValues<RecordType>().Where(CommitGate.Leaves).Distinct().Order());

    private static ulong Sequence((VenueId Venue, uint Type, byte[] Bytes) sent) => RecordWriter.Header(sent.Bytes).Sequence;
}
