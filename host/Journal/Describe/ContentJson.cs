using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>Writes payloads of variable size as JSON. Each method writes a value whole, or nothing and says what is wrong.</summary>
internal static class ContentJson
{
    /// <summary>A packet: what stands in front of it, its bytes, and of a LOBSTER row also what it says.</summary>
    /// <returns>What is wrong; null when it was written.</returns>
    internal static string? TryWriteMarketData(Utf8JsonWriter json, PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        int prefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
        if (payload.Length < prefixBytes)
        {
            return $"payload of {payload.Length} bytes, its prefix has {prefixBytes}";
        }

        MarketDataPrefix prefix = MemoryMarshal.Read<MarketDataPrefix>(payload);
        ReadOnlySpan<byte> raw = payload[prefixBytes..];
        json.WriteStartObject();
        json.WriteString("session", Encoding.ASCII.GetString(payload[..16].TrimEnd((byte)0)));
        json.WriteNumber("firstSequence", prefix.FirstSequence);
        json.WriteNumber("lastSequence", prefix.LastSequence);
        if (format == PayloadFormat.Lobster && raw.Length >= Unsafe.SizeOf<LobsterPrefix>())
        {
            WriteLobster(json, raw);
        }

        json.WriteBase64String("bytes", raw);
        json.WriteEndObject();
        return null;
    }

    /// <summary>An instrument, every field.</summary>
    /// <returns>What is wrong; null when it was written.</returns>
    internal static string? TryWriteInstrument(Utf8JsonWriter json, ReadOnlySpan<byte> payload)
    {
        try
        {
            Write(json, InstrumentCodec.Decode(payload));
            return null;
        }
        catch (Exception exception) when (exception is StateSchemaException or ArgumentException)
        {
            return $"unreadable: {exception.Message}";
        }
    }

    /// <summary>A part of the table of limits, every entry.</summary>
    internal static void WriteLimits(Utf8JsonWriter json, uint part, ReadOnlySpan<byte> payload)
    {
        int entryBytes = Unsafe.SizeOf<LimitEntry>();
        json.WriteStartObject();
        json.WriteNumber("part", part);
        json.WriteStartArray("entries");
        for (int offset = 0; offset <= payload.Length - entryBytes; offset += entryBytes)
        {
            LimitEntry entry = MemoryMarshal.Read<LimitEntry>(payload[offset..]);
            bool isKnown = Enum.IsDefined(entry.Control) && entry.Control != default;
            json.WriteStartObject();
            json.WriteString("control", isKnown ? LimitText.NameOf(entry.Control) : entry.Control.ToString());
            json.WriteString("scope", entry.Scope.ToString());
            json.WriteNumber("scopeId", entry.ScopeId);
            json.WriteNumber("instrument", entry.Instrument);
            if (isKnown)
            {
                json.WriteString("value", LimitText.Format(entry.Control, entry.Value));
            }
            else
            {
                json.WriteNumber("value", entry.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLobster(Utf8JsonWriter json, ReadOnlySpan<byte> raw)
    {
        LobsterPrefix prefix = MemoryMarshal.Read<LobsterPrefix>(raw);
        int levelBytes = Unsafe.SizeOf<LobsterLevelSet>();
        int offset = Unsafe.SizeOf<LobsterPrefix>();
        json.WriteNumber("instrument", prefix.Instrument);
        json.WriteNumber("windowLevels", prefix.WindowLevels);
        json.WriteStartArray("levelSets");
        for (int level = 0; level < prefix.LevelSetCount && offset <= raw.Length - levelBytes; level++)
        {
            LobsterLevelSet set = MemoryMarshal.Read<LobsterLevelSet>(raw[offset..]);
            json.WriteStartObject();
            json.WriteString("side", ((Side)set.Side).ToString());
            json.WriteString("price", new Price(set.Price).ToString());
            json.WriteNumber("quantity", set.Quantity);
            json.WriteEndObject();
            offset += levelBytes;
        }

        json.WriteEndArray();
        if (prefix.TextLength >= 0 && prefix.TextLength <= raw.Length - offset)
        {
            json.WriteString("row", Encoding.ASCII.GetString(raw.Slice(offset, prefix.TextLength)));
        }
    }

    private static void Write(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteStartObject();
        json.WriteNumber("id", instrument.Id.Value);
        json.WriteString("symbol", instrument.Symbol);
        json.WriteNumber("venue", instrument.Venue.Value);
        json.WriteString("securityType", instrument.SecurityType.ToString());
        json.WriteString("currency", instrument.Currency.ToString());
        json.WriteNumber("contractMultiplier", instrument.ContractMultiplier);
        json.WriteString("priceType", instrument.PriceType.ToString());
        json.WriteNumber("lot", instrument.Lot.Raw);
        json.WriteNumber("underlying", instrument.Underlying.Value);
        json.WriteNumber("expiryDate", instrument.ExpiryDate);
        json.WriteString("strike", instrument.Strike.ToString());
        json.WriteString("putOrCall", instrument.PutOrCall.ToString());
        json.WriteString("exerciseStyle", instrument.ExerciseStyle.ToString());
        json.WriteNumber("maturityDate", instrument.MaturityDate);
        json.WriteString("couponRate", instrument.CouponRate.ToString());
        json.WriteString("dayCount", instrument.DayCount.ToString());
        json.WriteStartArray("ticks");
        foreach (TickBand band in instrument.Ticks.Bands)
        {
            json.WriteStartObject();
            json.WriteString("from", band.From.ToString());
            json.WriteString("increment", band.Increment.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
