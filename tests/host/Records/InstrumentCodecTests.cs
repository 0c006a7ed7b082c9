using System.Buffers.Binary;
using CsCheck;
using Strategies.Sdk;

namespace Strategies.Records.Tests;

public sealed class InstrumentCodecTests
{
    private static readonly Gen<TickTable> Ticks =
        Gen.Select(Gen.Long[1, 1_000_000].Array[1, 64], Gen.Long[1, 1_000_000].Array[64], (steps, increments) =>
    {
        long from = 0;
        return new TickTable(steps.Select((step, index) =>
            new TickBand(new Price(from += step), new Price(increments[index]))).ToArray());
    });

    private static readonly Gen<Instrument> Instruments =
        from id in Gen.Int[1, 65_536]
        from symbol in Gen.Char['A', 'Z'].Array[1, 32]
        from kind in Gen.Enum<SecurityType>()
        from multiplier in Gen.Long[1, int.MaxValue]
        from priceType in Gen.Enum<PriceType>()
        from ticks in Ticks
        from numbers in Gen.Long.Array[3]
        from dates in Gen.Int.Array[3]
        from venue in Gen.Int[0, ushort.MaxValue]
        from option in Gen.Select(Gen.Enum<PutOrCall>(), Gen.Enum<ExerciseStyle>(), Gen.Enum<DayCount>())
        select new Instrument
        {
            Id = new InstrumentId(id),
            Symbol = new string(symbol),
            SecurityType = kind,
            Currency = Currency.Parse("EUR"),
            ContractMultiplier = multiplier,
            PriceType = priceType,
            Ticks = ticks,
            Lot = numbers[0],
            Underlying = new InstrumentId(dates[0]),
            ExpiryDate = dates[1],
            Strike = new Price(numbers[1]),
            PutOrCall = option.Item1,
            ExerciseStyle = option.Item2,
            MaturityDate = dates[2],
            CouponRate = new Price(numbers[2]),
            DayCount = option.Item3,
            Venue = new VenueId((ushort)venue),
        };

    [Fact]
    public void Every_field_comes_back() => Instruments.Sample(instrument =>
    {
        byte[] buffer = new byte[InstrumentCodec.BytesMax];
        int length = InstrumentCodec.Encode(instrument, buffer);
        AssertEqual(instrument, InstrumentCodec.Decode(buffer.AsSpan(0, length)));
    });

    [Fact]
    public void Fields_that_a_later_version_adds_behind_are_skipped() => Instruments.Sample(instrument =>
    {
        byte[] buffer = new byte[InstrumentCodec.BytesMax];
        int length = InstrumentCodec.Encode(instrument, buffer);
        byte[] later = [.. buffer[..length], 1, 2, 3, 4, 5];
        BinaryPrimitives.WriteInt32LittleEndian(later, InstrumentCodec.Version + 1);
        BinaryPrimitives.WriteInt32LittleEndian(later.AsSpan(4), length - 8 + 5);
        AssertEqual(instrument, InstrumentCodec.Decode(later));
    }, iter: 30);

    [Fact]
    public void What_the_version_without_venues_wrote_is_of_the_first_venue()
    {
        byte[] buffer = new byte[InstrumentCodec.BytesMax];
        Instrument instrument = new() { Id = new InstrumentId(1), Symbol = "ALPHA", Venue = new VenueId(9) };
        int length = InstrumentCodec.Encode(instrument, buffer) - sizeof(int);
        BinaryPrimitives.WriteInt32LittleEndian(buffer, 1);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(4), length - 8);
        Instrument read = InstrumentCodec.Decode(buffer.AsSpan(0, length));
        Assert.Equal(("ALPHA", new VenueId(SourceIds.FirstVenue)), (read.Symbol, read.Venue));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65_536)]
    [InlineData(int.MinValue)]
    public void A_venue_that_is_no_number_of_one_is_refused(int venue)
    {
        byte[] buffer = new byte[InstrumentCodec.BytesMax];
        int length = InstrumentCodec.Encode(new Instrument { Id = new InstrumentId(1), Symbol = "ALPHA" }, buffer);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length - sizeof(int)), venue);
        Assert.Throws<StateSchemaException>(() => InstrumentCodec.Decode(buffer.AsSpan(0, length)));
    }

    [Fact]
    public void A_payload_that_breaks_off_anywhere_is_refused()
    {
        byte[] buffer = new byte[InstrumentCodec.BytesMax];
        int length = InstrumentCodec.Encode(new Instrument { Id = new InstrumentId(1), Symbol = "ALPHA" }, buffer);
        for (int cut = 0; cut < length; cut++)
        {
            Assert.Throws<StateSchemaException>(() => InstrumentCodec.Decode(buffer.AsSpan(0, cut)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A23456789012345678901234567890123")]
    public void A_symbol_that_is_empty_or_too_long_cannot_be_written(string symbol) => Assert.Throws<ArgumentException>(
        () => InstrumentCodec.Encode(
            new Instrument { Id = new InstrumentId(1), Symbol = symbol }, new byte[InstrumentCodec.BytesMax]));

    private static void AssertEqual(Instrument expected, Instrument actual)
    {
        Assert.Equivalent(Fields(expected), Fields(actual), strict: true);
        Assert.Equal(expected.Ticks.Bands, actual.Ticks.Bands);
    }

    private static object Fields(Instrument item) => new
    {
        item.Id,
        item.Symbol,
        item.SecurityType,
        item.Currency,
        item.ContractMultiplier,
        item.PriceType,
        item.Lot,
        item.Underlying,
        item.ExpiryDate,
        item.Strike,
        item.PutOrCall,
        item.ExerciseStyle,
        item.MaturityDate,
        item.CouponRate,
        item.DayCount,
        item.Venue,
    };
}
