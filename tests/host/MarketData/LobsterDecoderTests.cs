using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.MarketData.Tests;

public sealed class LobsterDecoderTests
{
    private const long MidnightUtcNs = 1_340_251_200_000_000_000;

    private readonly MarketDataDecoder _decoder = new(
        [new Instrument { Id = new InstrumentId(1), Symbol = "AMZN" }], MidnightUtcNs);

    [Theory]
    [InlineData("34200.18960767,1,11885113,21,2238100,1", MarketMessageKind.Add, Side.Buy, 0, false)]
    [InlineData("34200.18960767,2,11885113,21,2238100,-1", MarketMessageKind.Reduce, Side.Sell, 0, false)]
    [InlineData("34200.18960767,3,11885113,21,2238100,1", MarketMessageKind.Delete, Side.Buy, 0, false)]
    [InlineData("34200.18960767,4,11885113,21,2238100,-1", MarketMessageKind.Execute, Side.Sell, 0, true)]
    [InlineData("34200.18960767,5,11885113,21,2238100,1", MarketMessageKind.HiddenTrade, Side.None, 0, true)]
    [InlineData("34200.18960767,5,11885113,21,2238100,-1", MarketMessageKind.HiddenTrade, Side.None, 0, true)]
    [InlineData("34200.18960767,7,0,0,-1,-1", MarketMessageKind.TradingAction, Side.None, 'H', false)]
    [InlineData("34200.18960767,7,0,0,0,-1", MarketMessageKind.TradingAction, Side.None, 'Q', false)]
    [InlineData("34200.18960767,7,0,0,1,-1", MarketMessageKind.TradingAction, Side.None, 'T', false)]
    public void Every_type_becomes_its_message(
        string row, MarketMessageKind kind, Side side, int code, bool isPrintable)
    {
        MarketMessage message = Decode(Payload(row))[0];
        bool isHalt = kind == MarketMessageKind.TradingAction;
        Assert.Equal(
            (kind, side, (byte)code, isPrintable, true),
            (message.Kind, message.Side, message.Code, message.IsPrintable, message.HasPrice));
        Assert.Equal(MidnightUtcNs + 34_200_189_607_670, message.ExchangeTimeNs);
        Assert.Equal((1, isHalt ? 0 : 22_381_000_000L), (message.Instrument.Value, message.Price.Raw));
        Assert.Equal((isHalt ? 0L : 21, isHalt ? 0UL : 11_885_113), (message.Quantity.Raw, message.OrderReference));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(-3)]
    [InlineData(-4)]
    [InlineData(0)]
    public void A_cross_is_a_print_without_order_and_side(int reference)
    {
        MarketMessage message = Decode(Payload($"34200.5,6,{reference},1500,1000500,-1"))[0];
        Assert.Equal(
            (MarketMessageKind.CrossTrade, Side.None, 0UL, 1_500L, 10_005_000_000L, true),
            (message.Kind, message.Side, message.OrderReference, message.Quantity.Raw, message.Price.Raw,
                message.IsPrintable));
    }

    [Fact]
    public void A_cross_that_found_no_shares_is_only_counted() =>
        Assert.Equal(
            [MarketMessageKind.Ignored, MarketMessageKind.WindowCut],
            Decode(Payload("34200,6,-1,0,0,-1")).Select(message => message.Kind));

    [Fact]
    public void Behind_the_message_come_a_cut_the_level_sets_and_another_cut()
    {
        byte[] payload = Payload("34200,1,1,21,2238100,1", sets: [(5_000, 10, 1), (6_000, 20, 2)]);
        List<MarketMessage> messages = Decode(payload);
        Assert.Equal(
            [(MarketMessageKind.Add, Side.Buy, 22_381_000_000, 21), (MarketMessageKind.WindowCut, Side.None, 0, 5),
                (MarketMessageKind.LevelSet, Side.Buy, 5_000, 10), (MarketMessageKind.LevelSet, Side.Sell, 6_000, 20),
                (MarketMessageKind.WindowCut, Side.None, 0, 5)],
            messages.Select(message => (message.Kind, message.Side, message.Price.Raw, message.Quantity.Raw)));
        Assert.All(messages, message => Assert.Equal(
            (1, MidnightUtcNs + 34_200_000_000_000), (message.Instrument.Value, message.ExchangeTimeNs)));
        Assert.Equal(1, MarketDataDecoder.CountMessages(PayloadFormat.Lobster, payload));
    }

    [Fact]
    public void Without_level_sets_there_is_one_cut() =>
        Assert.Equal(
            [MarketMessageKind.Add, MarketMessageKind.WindowCut],
            Decode(Payload("34200,1,1,21,2238100,1")).Select(message => message.Kind));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public void An_instrument_outside_the_universe_gives_the_message_without_corrections(int instrument) =>
        Assert.Equal(
            [(MarketMessageKind.Add, InstrumentId.None)],
        Decode(Payload("34200,1,1,21,2238100,1", instrument, [(5_000, 10, 1)])).Select(
            message => (message.Kind, message.Instrument)));

    [Fact]
    public void Times_of_up_to_nine_decimals_are_exact() =>
        Gen.Select(Gen.Long[0, 86_399_999_999_999], Gen.Int[0, 9]).Sample(
            (timeNs, decimals) =>
            {
                timeNs -= timeNs % (long)Math.Pow(10, 9 - decimals);
                string fraction = decimals == 0 ? "" : "." + (timeNs % 1_000_000_000).ToString("D9")[..decimals];
                byte[] payload = Payload($"{timeNs / 1_000_000_000}{fraction},1,1,21,2238100,1");
                return Decode(payload)[0].ExchangeTimeNs == MidnightUtcNs + timeNs;
            },
            threads: 1);

    [Theory]
    [InlineData("43002.632812672004", 43_002_632_812_672)]
    [InlineData("43002.6328126714", 43_002_632_812_671)]
    [InlineData("43002.632812671996", 43_002_632_812_672)]
    [InlineData("43002.9999999999", 43_003_000_000_000)]
    public void Decimals_below_a_nanosecond_are_rounded(string time, long expectedNs) =>
        Assert.Equal(MidnightUtcNs + expectedNs, Decode(Payload(time + ",1,1,21,2238100,1"))[0].ExchangeTimeNs);

    [Theory]
    [InlineData("")]
    [InlineData("34200.,1,1,21,2238100,1")]
    [InlineData("-34200,1,1,21,2238100,1")]
    [InlineData("-0.5,1,1,21,2238100,1")]
    [InlineData("34200,1,1,21,2238100")]
    [InlineData("34200,1,1,21,2238100,1,")]
    [InlineData("34200,1,1,21,2238100,1\r")]
    [InlineData("34200,6,-5,21,2238100,1")]
    [InlineData("34200,6,-1,21,0,1")]
    [InlineData("34200,6,-1,0,-1,1")]
    [InlineData("34200,5,-1,21,2238100,1")]
    [InlineData("34200,0,1,21,2238100,1")]
    [InlineData("34200,8,1,21,2238100,1")]
    [InlineData("34200,1,-1,21,2238100,1")]
    [InlineData("34200,1,1,0,2238100,1")]
    [InlineData("34200,1,1,-21,2238100,1")]
    [InlineData("34200,1,1,9999999999,2238100,1")]
    [InlineData("34200,1,1,21,0,1")]
    [InlineData("34200,1,1,21,2238100,2")]
    [InlineData("34200,1,1,21,999999999999999999,1")]
    [InlineData("34200,1,1,21,99999999999999999999,1")]
    [InlineData("34200,7,0,0,2,-1")]
    public void A_row_that_is_not_one_is_malformed_at_its_text(string row)
    {
        byte[] payload = Payload(row, sets: [(5_000, 10, 1)]);
        _decoder.Begin(PayloadFormat.Lobster, payload);
        Assert.Equal(DecodeStatus.Malformed, _decoder.Next(payload, out _));
        Assert.Equal(DecodeStatus.Malformed, _decoder.Next(payload, out _));
        Assert.Equal(16 + 24, _decoder.Offset);
    }

    [Fact]
    public void A_payload_of_the_wrong_length_and_a_wrong_level_set_are_malformed()
    {
        byte[] good = Payload("34200,1,1,21,2238100,1");
        foreach (byte[] payload in new[] { good[..10], good[..^1], [.. good, 0] })
        {
            _decoder.Begin(PayloadFormat.Lobster, payload);
            Assert.Equal(DecodeStatus.Malformed, _decoder.Next(payload, out _));
            Assert.Equal(0, MarketDataDecoder.CountMessages(PayloadFormat.Lobster, payload));
        }

        byte[] wrongSide = Payload("34200,1,1,21,2238100,1", sets: [(5_000, 10, 3)]);
        _decoder.Begin(PayloadFormat.Lobster, wrongSide);
        Assert.Equal(DecodeStatus.Message, _decoder.Next(wrongSide, out _));
        Assert.Equal(DecodeStatus.Message, _decoder.Next(wrongSide, out _));
        Assert.Equal(DecodeStatus.Malformed, _decoder.Next(wrongSide, out _));
        Assert.Equal(16, _decoder.Offset);
    }

    [Fact]
    public void Any_bytes_end_or_are_malformed_and_never_throw() => Gen.Byte.Array[0, 120].Sample(bytes =>
    {
        foreach (PayloadFormat format in Enum.GetValues<PayloadFormat>())
        {
            _decoder.Begin(format, bytes);
            int messages = 0;
            while (_decoder.Next(bytes, out _) == DecodeStatus.Message && messages < 1_000)
            {
                messages++;
            }

            Assert.InRange(messages, 0, 999);
            Assert.InRange(MarketDataDecoder.CountMessages(format, bytes), 0, 0xFFFF);
        }
    }, threads: 1);

    private static byte[] Payload(string row, int instrument = 1, (long Price, long Quantity, long Side)[]? sets = null)
    {
        LobsterLevelSet[] levels = (sets ?? [])
            .Select(set => new LobsterLevelSet { Price = set.Price, Quantity = set.Quantity, Side = set.Side })
            .ToArray();
        LobsterPrefix prefix = new()
        {
            Instrument = instrument,
            WindowLevels = 5,
            LevelSetCount = (ushort)levels.Length,
            TextLength = row.Length,
        };
        ReadOnlySpan<byte> levelBytes = MemoryMarshal.AsBytes<LobsterLevelSet>(levels);
        return [.. MemoryMarshal.AsBytes([prefix]), .. levelBytes, .. Encoding.ASCII.GetBytes(row)];
    }

    private List<MarketMessage> Decode(byte[] payload)
    {
        List<MarketMessage> messages = [];
        _decoder.Begin(PayloadFormat.Lobster, payload);
        DecodeStatus status;
        while ((status = _decoder.Next(payload, out MarketMessage message)) == DecodeStatus.Message)
        {
            messages.Add(message);
        }

        Assert.Equal(DecodeStatus.End, status);
        return messages;
    }
}
