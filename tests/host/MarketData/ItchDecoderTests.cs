using Strategies.Records;
using Strategies.Sdk;
using static Strategies.MarketData.Tests.ItchBytes;

namespace Strategies.MarketData.Tests;

public sealed class ItchDecoderTests
{
    private const long MidnightUtcNs = 1_000_000_000_000_000_000;

    private readonly MarketDataDecoder _decoder = new(
        [
            new Instrument { Id = new InstrumentId(1), Symbol = "AAA" },
            new Instrument { Id = new InstrumentId(2), Symbol = "BBB" },
            new Instrument { Id = new InstrumentId(3), Symbol = "LONGOPTIONSYMBOL" },
        ],
        MidnightUtcNs);

    [Fact]
    public void An_add_has_side_price_quantity_reference_and_time()
    {
        MarketMessage message = Assert.Single(Decode(Frames(Add(5, "BBB", 'S'))));
        Assert.Equal((MarketMessageKind.Add, Side.Sell, 2), (message.Kind, message.Side, message.Instrument.Value));
        Assert.Equal((12_345_000_000L, 300L, 99UL), (message.Price.Raw, message.Quantity.Raw, message.OrderReference));
        Assert.Equal(MidnightUtcNs + TimeNs, message.ExchangeTimeNs);
        Assert.True(message.HasPrice);
        Assert.False(message.IsPrintable);
    }

    [Fact]
    public void An_add_with_attribution_is_an_add()
    {
        MarketMessage message = Assert.Single(Decode(Frames(Add(5, "AAA", 'B', 'F'))));
        Assert.Equal((MarketMessageKind.Add, Side.Buy, 1), (message.Kind, message.Side, message.Instrument.Value));
    }

    [Fact]
    public void An_execution_has_no_price_of_its_own_unless_it_says_one()
    {
        byte[] plain = Message('E', 5, Number(99, 8), Number(40, 4), Number(1, 8));
        byte[] hidden = Message('C', 5, Number(99, 8), Number(50, 4), Number(2, 8), Text("N", 1), Number(1_000_000, 4));
        byte[] shown = Message('C', 5, Number(99, 8), Number(50, 4), Number(2, 8), Text("Y", 1), Number(1_000_000, 4));
        List<MarketMessage> messages = Decode(Frames(Directory(5, "AAA"), plain, hidden, shown));
        Assert.All(messages[1..], message => Assert.Equal(
            (MarketMessageKind.Execute, 1, false, 99UL),
            (message.Kind, message.Instrument.Value, message.HasPrice, message.OrderReference)));
        Assert.Equal((40L, 0L, true), (messages[1].Quantity.Raw, messages[1].Price.Raw, messages[1].IsPrintable));
        Assert.Equal(
            (50L, 100 * Price.Scale, false),
            (messages[2].Quantity.Raw, messages[2].Price.Raw, messages[2].IsPrintable));
        Assert.True(messages[3].IsPrintable);
    }

    [Fact]
    public void Cancels_deletes_and_replaces_name_the_resting_order()
    {
        byte[] cancel = Message('X', 5, Number(99, 8), Number(40, 4));
        byte[] replace = Message('U', 5, Number(99, 8), Number(100, 8), Number(70, 4), Number(20_000, 4));
        List<MarketMessage> messages = Decode(Frames(Directory(5, "BBB"), cancel, Delete(5), replace));
        Assert.Equal(
            [MarketMessageKind.Directory, MarketMessageKind.Reduce, MarketMessageKind.Delete, MarketMessageKind.Replace],
            messages.Select(message => message.Kind));
        Assert.All(messages[1..], message => Assert.Equal(
            (99UL, 2, false, Side.None),
            (message.OrderReference, message.Instrument.Value, message.HasPrice, message.Side)));
        Assert.Equal((40L, 0L), (messages[1].Quantity.Raw, messages[2].Quantity.Raw));
        Assert.Equal(
            (100UL, 70L, 2 * Price.Scale),
            (messages[3].NewOrderReference, messages[3].Quantity.Raw, messages[3].Price.Raw));
    }

    [Fact]
    public void A_trade_of_a_hidden_order_is_a_hidden_trade()
    {
        byte[] trade = Message(
            'P', 9, Number(0, 8), Text("B", 1), Number(10, 4), Text("AAA", 8), Number(10_000, 4), Number(77, 8));
        List<MarketMessage> messages = Decode(Frames(trade, Delete(9)));
        Assert.Equal(
            (MarketMessageKind.HiddenTrade, true, true),
            (messages[0].Kind, messages[0].IsPrintable, messages[0].HasPrice));
        Assert.Equal(1, messages[1].Instrument.Value);
    }

    [Theory]
    [InlineData('B')]
    [InlineData('S')]
    [InlineData(' ')]
    public void A_hidden_trade_has_no_side_whatever_the_feed_writes(char side)
    {
        byte[] trade = Message(
            'P', 9, Number(0, 8), Text($"{side}", 1), Number(10, 4), Text("AAA", 8), Number(10_000, 4), Number(77, 8));
        MarketMessage message = Assert.Single(Decode(Frames(trade)));
        Assert.Equal((MarketMessageKind.HiddenTrade, Side.None), (message.Kind, message.Side));
    }

    [Fact]
    public void A_cross_is_a_print_with_price_and_quantity_and_no_side()
    {
        byte[] cross = Message(
            'Q', 9, Number(5_000_000_000, 8), Text("BBB", 8), Number(1_002_000, 4), Number(77, 8), Text("C", 1));
        List<MarketMessage> messages = Decode(Frames(cross, Delete(9)));
        Assert.Equal(
            (MarketMessageKind.CrossTrade, 2, Side.None, 'C', true, 5_000_000_000L, 10_020_000_000L),
            (messages[0].Kind, messages[0].Instrument.Value, messages[0].Side, (char)messages[0].Code,
                messages[0].IsPrintable, messages[0].Quantity.Raw, messages[0].Price.Raw));
        Assert.Equal(2, messages[1].Instrument.Value);
    }

    [Fact]
    public void A_cross_that_found_no_shares_and_a_broken_trade_are_only_counted()
    {
        byte[] cross = Message('Q', 9, Number(0, 8), Text("AAA", 8), Number(0, 4), Number(0, 8), Text("O", 1));
        Assert.Equal(
            [MarketMessageKind.Ignored, MarketMessageKind.Ignored],
            Decode(Frames(cross, Message('B', 9, Number(77, 8)))).Select(message => message.Kind));
    }

    [Fact]
    public void An_operational_halt_counts_when_it_is_of_this_market()
    {
        byte[] Halt(char market, char action) => Message('h', 9, Text("AAA", 8), Text($"{market}{action}", 2));
        List<MarketMessage> messages = Decode(Frames(Halt('Q', 'H'), Halt('Q', 'T'), Halt('B', 'H'), Halt('X', 'H')));
        Assert.Equal(
            [
                (MarketMessageKind.OperationalHalt, 'H', 1), (MarketMessageKind.OperationalHalt, 'T', 1),
                (MarketMessageKind.Ignored, '\0', 1), (MarketMessageKind.Ignored, '\0', 1),
            ],
            messages.Select(message => (message.Kind, (char)message.Code, message.Instrument.Value)));
    }

    [Fact]
    public void A_message_of_no_shares_or_at_no_price_is_invalid_and_the_next_one_is_read()
    {
        byte[] Order(char type, long shares, long price) => Message(
            type, 5, Number(99, 8), Text("B", 1), Number(shares, 4), Text("AAA", 8), Number(price, 4), new byte[8]);
        byte[] Replace(long shares, long price) =>
            Message('U', 5, Number(99, 8), Number(100, 8), Number(shares, 4), Number(price, 4));
        byte[][] invalid =
        [
            Order('A', 0, 10_000), Order('A', 5, 0), Order('F', 0, 10_000), Order('F', 5, 0), Order('P', 0, 10_000),
            Order('P', 5, 0), Replace(0, 10_000), Replace(5, 0), Message('E', 5, Number(99, 8), Number(0, 4), Number(1, 8)),
            Message('C', 5, Number(99, 8), Number(0, 4), Number(1, 8), Text("Y", 1), Number(10_000, 4)),
            Message('X', 5, Number(99, 8), Number(0, 4)),
            Message('Q', 5, Number(5, 8), Text("AAA", 8), Number(0, 4), Number(77, 8), Text("O", 1)),
        ];
        List<MarketMessage> messages = Decode(Frames([.. invalid, Delete(5)]));
        Assert.Equal(invalid.Length + 1, messages.Count);
        Assert.All(messages[..^1], message => Assert.Equal(MarketMessageKind.Invalid, message.Kind));
        Assert.Equal((MarketMessageKind.Delete, 1), (messages[^1].Kind, messages[^1].Instrument.Value));
    }

    [Fact]
    public void Status_messages_carry_their_codes()
    {
        byte[] system = Message('S', 0, Text("Q", 1));
        byte[] halt = Message('H', 5, Text("AAA", 8), Text("H", 1), Text(" ", 1), Text("T1", 4));
        byte[] restriction = Message('Y', 5, Text("AAA", 8), Text("1", 1));
        List<MarketMessage> messages = Decode(Frames(system, halt, restriction));
        Assert.Equal(
            [
                (MarketMessageKind.SystemEvent, 'Q', 0),
                (MarketMessageKind.TradingAction, 'H', 1),
                (MarketMessageKind.ShortSaleRestriction, '1', 1),
            ],
            messages.Select(message => (message.Kind, (char)message.Code, message.Instrument.Value)));
    }

    [Theory]
    [InlineData('R')]
    [InlineData('A')]
    [InlineData('F')]
    [InlineData('H')]
    [InlineData('Y')]
    [InlineData('P')]
    [InlineData('Q')]
    [InlineData('h')]
    public void A_locate_code_is_learned_from_every_message_with_a_symbol_across_packets(char type)
    {
        byte[] teacher = type switch
        {
            'R' => Directory(500, "BBB"),
            'H' => Message('H', 500, Text("BBB", 8), new byte[6]),
            'Y' => Message('Y', 500, Text("BBB", 8), new byte[1]),
            'h' => Message('h', 500, Text("BBB", 8), Text("QH", 2)),
            'Q' => Message('Q', 500, Number(1, 8), Text("BBB", 8), Number(1, 4), Number(1, 8), Text("O", 1)),
            'P' => Message(
                'P', 500, Number(0, 8), Text("S", 1), Number(1, 4), Text("BBB", 8), Number(1, 4), Number(1, 8)),
            _ => Add(500, "BBB", 'B', type),
        };
        Assert.Equal(0, Decode(Frames(Delete(500)))[0].Instrument.Value);
        Assert.Equal(2, Decode(Frames(teacher))[0].Instrument.Value);
        Assert.Equal(2, Decode(Frames(Delete(500)))[0].Instrument.Value);
        Assert.Equal(0, Decode(Frames(Delete(501)))[0].Instrument.Value);
    }

    [Fact]
    public void Instruments_outside_the_universe_and_messages_that_are_not_used_still_count()
    {
        byte[] payload = Frames(Add(6, "ZZZ"), Delete(6), Message('L', 6, new byte[15]), Message('~', 6));
        List<MarketMessage> messages = Decode(payload);
        Assert.Equal(4, messages.Count);
        Assert.All(messages, message => Assert.Equal(InstrumentId.None, message.Instrument));
        Assert.Equal(
            [MarketMessageKind.Ignored, MarketMessageKind.Ignored], messages[2..].Select(message => message.Kind));
        Assert.Equal(4, MarketDataDecoder.CountMessages(PayloadFormat.Itch50, payload));
    }

    [Fact]
    public void A_mold_packet_gives_its_messages_in_order()
    {
        byte[] packet = Mold(3, Add(5, "AAA"), Delete(5), Add(5, "AAA"));
        Assert.Equal(
            [MarketMessageKind.Add, MarketMessageKind.Delete, MarketMessageKind.Add],
            Decode(packet, PayloadFormat.MoldUdp64Itch50).Select(message => message.Kind));
        Assert.Equal(3, MarketDataDecoder.CountMessages(PayloadFormat.MoldUdp64Itch50, packet));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xFFFF)]
    public void A_heartbeat_and_the_end_of_a_session_have_no_messages(int count)
    {
        Assert.Empty(Decode(Mold(count), PayloadFormat.MoldUdp64Itch50));
        Assert.Equal(0, MarketDataDecoder.CountMessages(PayloadFormat.MoldUdp64Itch50, Mold(count)));
    }

    [Fact]
    public void Every_type_is_malformed_one_byte_short_and_at_the_right_place()
    {
        foreach ((char type, int length) in new[]
        {
            ('S', 12), ('R', 39), ('H', 25), ('Y', 20), ('A', 36), ('F', 40), ('E', 31), ('C', 36),
            ('X', 23), ('D', 19), ('U', 35), ('P', 44), ('Q', 40), ('h', 21), ('L', 11),
        })
        {
            byte[] whole = Message(type, 1, new byte[length - 11]);
            if (type is 'A' or 'F' or 'P')
            {
                whole[19] = (byte)'B';
            }

            Assert.Single(Decode(Frames(whole)));
            AssertMalformed(PayloadFormat.Itch50, Frames(Delete(1), whole[..^1]), good: 1, offset: 21);
            AssertMalformed(PayloadFormat.MoldUdp64Itch50, Mold(2, Delete(1), whole[..^1]), good: 1, offset: 41);
        }
    }

    [Fact]
    public void Frames_that_do_not_fill_the_packet_are_malformed()
    {
        AssertMalformed(PayloadFormat.Itch50, Frames(Delete(1))[..^1], good: 0, offset: 0);
        AssertMalformed(PayloadFormat.Itch50, [.. Frames(Delete(1)), 0], good: 1, offset: 21);
        AssertMalformed(PayloadFormat.MoldUdp64Itch50, Mold(2, Delete(1)), good: 1, offset: 41);
        AssertMalformed(PayloadFormat.MoldUdp64Itch50, Mold(1, Delete(1), Delete(1)), good: 1, offset: 41);
        AssertMalformed(PayloadFormat.MoldUdp64Itch50, new byte[19], good: 0, offset: 0);
        AssertMalformed(PayloadFormat.Itch50, Frames(Add(1, "AAA", 'x')), good: 0, offset: 0);
        AssertMalformed(PayloadFormat.None, [1], good: 0, offset: 0);
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        byte[] packet = Mold(3, Add(5, "AAA"), Delete(5), Directory(7, "BBB"));
        _ = Drain(packet);
        long before = AllocatedBytes.Begin();
        int count = 0;
        for (int round = 0; round < 1_000; round++)
        {
            count += Drain(packet);
        }

        long allocated = AllocatedBytes.Since(before);
        Assert.Equal((3_000, 0L), (count, allocated));
    }

    [Fact]
    public void A_universe_of_many_symbols_finds_each_and_no_other()
    {
        Instrument[] universe = Enumerable.Range(1, 12_000)
            .Select(id => new Instrument { Id = new InstrumentId(id), Symbol = $"S{id}" }).ToArray();
        MarketDataDecoder decoder = new(universe, 0);
        for (int id = 1; id <= 12_001; id++)
        {
            byte[] payload = Frames(Directory(id, $"S{id}"));
            decoder.Begin(PayloadFormat.Itch50, payload);
            Assert.Equal(DecodeStatus.Message, decoder.Next(payload, out MarketMessage message));
            Assert.Equal(id <= 12_000 ? id : 0, message.Instrument.Value);
        }
    }

    [Fact]
    public void Two_instruments_with_one_symbol_are_refused()
    {
        Instrument first = new() { Id = new InstrumentId(1), Symbol = "AAA" };
        Instrument second = new() { Id = new InstrumentId(2), Symbol = "AAA" };
        Assert.Throws<ArgumentException>(() => new MarketDataDecoder([first, second], 0));
    }

    private int Drain(byte[] packet)
    {
        int count = 0;
        _decoder.Begin(PayloadFormat.MoldUdp64Itch50, packet);
        while (_decoder.Next(packet, out _) == DecodeStatus.Message)
        {
            count++;
        }

        return count;
    }

    private List<MarketMessage> Decode(byte[] payload, PayloadFormat format = PayloadFormat.Itch50)
    {
        List<MarketMessage> messages = [];
        _decoder.Begin(format, payload);
        DecodeStatus status;
        while ((status = _decoder.Next(payload, out MarketMessage message)) == DecodeStatus.Message)
        {
            messages.Add(message);
        }

        Assert.Equal(DecodeStatus.End, status);
        Assert.Equal(payload.Length, _decoder.Offset);
        return messages;
    }

    private void AssertMalformed(PayloadFormat format, byte[] payload, int good, int offset)
    {
        _decoder.Begin(format, payload);
        for (int message = 0; message < good; message++)
        {
            Assert.Equal(DecodeStatus.Message, _decoder.Next(payload, out _));
        }

        Assert.Equal(DecodeStatus.Malformed, _decoder.Next(payload, out _));
        Assert.Equal(DecodeStatus.Malformed, _decoder.Next(payload, out _));
        Assert.Equal(offset, _decoder.Offset);
    }
}
