using System.Buffers.Binary;
using System.Text;
using Strategies.Risk.Naming;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.Instrument"/>: a version, the length of what follows and the fields in a fixed
/// order, so that later versions can add fields behind the ones that are known here. Version 2 added the venue; what
/// version 1 wrote was all of the first venue.
/// </summary>
public static class InstrumentCodec
{
    /// <summary>The version that this build writes.</summary>
    public const int Version = 2;

    /// <summary>Largest encoded instrument in bytes.</summary>
    public const int BytesMax = 2048;

    private const int VenueVersion = 2;
    private const int TickBandsMax = 64;

    /// <summary>Writes an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="buffer">At least <see cref="BytesMax"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">Its symbol cannot name an instrument, or its tick table is too long.</exception>
    public static int Encode(Instrument instrument, Span<byte> buffer)
    {
        if (!NameRule.IsGood(NameKind.Instrument, instrument.Symbol, out string problem, out string hint))
        {
            throw new ArgumentException($"{problem}; {hint}");
        }

        if (instrument.Ticks.Bands.Length > TickBandsMax)
        {
            throw new ArgumentException(
                $"instrument '{instrument.Symbol}' has a tick table of more than {TickBandsMax} bands");
        }

        StateWriter writer = new(buffer[8..], Version);
        writer.Write(instrument.Id);
        Span<byte> symbol = stackalloc byte[NameRule.BytesMax];
        writer.Write((ReadOnlySpan<byte>)symbol[..Encoding.ASCII.GetBytes(instrument.Symbol, symbol)]);
        writer.Write((int)instrument.SecurityType);
        writer.Write((long)instrument.Currency.Code);
        writer.Write(instrument.ContractMultiplier);
        writer.Write((int)instrument.PriceType);
        writer.Write(instrument.Lot);
        writer.Write(instrument.Underlying);
        writer.Write(instrument.ExpiryDate);
        writer.Write(instrument.Strike);
        writer.Write((int)instrument.PutOrCall);
        writer.Write((int)instrument.ExerciseStyle);
        writer.Write(instrument.MaturityDate);
        writer.Write(instrument.CouponRate);
        writer.Write((int)instrument.DayCount);
        writer.Write(instrument.Ticks.Bands.Length);
        foreach (TickBand band in instrument.Ticks.Bands)
        {
            writer.Write(band.From);
            writer.Write(band.Increment);
        }

        writer.Write((int)instrument.Venue.Value);
        BinaryPrimitives.WriteInt32LittleEndian(buffer, Version);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[4..], writer.Length);
        return 8 + writer.Length;
    }

    /// <summary>Reads an instrument; fields behind the known ones are skipped.</summary>
    /// <param name="payload">What <see cref="Encode"/> wrote.</param>
    /// <exception cref="StateSchemaException">The payload is too short, or its venue's number is none.</exception>
    public static Instrument Decode(ReadOnlySpan<byte> payload)
    {
        StateReader prefix = new(payload, Version);
        int version = prefix.ReadInt32();
        StateReader reader = new(prefix.ReadBytes().ToArray(), version);
        return new Instrument
        {
            Id = reader.ReadInstrumentId(),
            Symbol = Encoding.ASCII.GetString(reader.ReadBytes()),
            SecurityType = (SecurityType)reader.ReadInt32(),
            Currency = new Currency((uint)reader.ReadInt64()),
            ContractMultiplier = reader.ReadInt64(),
            PriceType = (PriceType)reader.ReadInt32(),
            Lot = reader.ReadQuantity(),
            Underlying = reader.ReadInstrumentId(),
            ExpiryDate = reader.ReadInt32(),
            Strike = reader.ReadPrice(),
            PutOrCall = (PutOrCall)reader.ReadInt32(),
            ExerciseStyle = (ExerciseStyle)reader.ReadInt32(),
            MaturityDate = reader.ReadInt32(),
            CouponRate = reader.ReadPrice(),
            DayCount = (DayCount)reader.ReadInt32(),
            Ticks = ReadTicks(ref reader),
            Venue = ReadVenue(ref reader),
        };
    }

    private static VenueId ReadVenue(ref StateReader reader)
    {
        if (reader.SchemaVersion < VenueVersion)
        {
            return new VenueId(SourceIds.FirstVenue);
        }

        int number = reader.ReadInt32();
        return number is >= ushort.MinValue and <= ushort.MaxValue
            ? new VenueId((ushort)number)
            : throw new StateSchemaException($"{number} is no venue's number: they are 1 to {SourceIds.VenueMax}");
    }

    private static TickTable ReadTicks(ref StateReader reader)
    {
        TickBand[] bands = new TickBand[Math.Clamp(reader.ReadInt32(), 0, TickBandsMax)];
        for (int index = 0; index < bands.Length; index++)
        {
            bands[index] = new TickBand(reader.ReadPrice(), reader.ReadPrice());
        }

        return new TickTable(bands);
    }
}
