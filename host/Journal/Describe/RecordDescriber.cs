using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>
/// Turns a record into one line of words, for errors and listings. Uses reflection: not for the hot path.
/// </summary>
public static class RecordDescriber
{
    private const int LimitsShown = 8;

    /// <summary>
    /// Describes a record, for example
    /// <c>seq 7 12:30:00.000000000Z ExecutionReport source=Venue/1#3 orderId=0-1-5 ... execType=Trade ...</c>.
    /// </summary>
    /// <param name="record">Header and payload; need not be whole.</param>
    public static string Describe(ReadOnlySpan<byte> record)
    {
        if (record.Length < RecordHeader.Size)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{record.Length} bytes, too short for a record");
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        StringBuilder line = new();
        line.Append(CultureInfo.InvariantCulture, $"seq {header.Sequence}");
        if (header.Type >= RecordType.FirstOutput)
        {
            line.Append(CultureInfo.InvariantCulture, $".{header.Index}");
        }

        line.Append(' ').Append(FieldText.Time(header.ReceiveTimeNs)).Append(' ').Append(RecordNames.Of(header.Type));
        if (header.SourceKind != SourceKind.None)
        {
            line.Append(CultureInfo.InvariantCulture, $" source={header.SourceKind}/{header.SourceId}");
        }

        if (header.SourceSequence != 0)
        {
            line.Append(CultureInfo.InvariantCulture, $"#{header.SourceSequence}");
        }

        AppendPayload(line, in header, record[RecordHeader.Size..]);
        return line.ToString();
    }

    /// <summary>The fields of a payload struct as <c>name=value</c>, nested ones behind a dot.</summary>
    /// <param name="line">Where they are appended.</param>
    /// <param name="payload">The struct, boxed.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="prefix">Name of the struct it is nested in, with a dot; else empty.</param>
    private static void AppendFields(StringBuilder line, object payload, IEnumerable<FieldInfo> fields, string prefix)
    {
        foreach (FieldInfo field in fields)
        {
            object value = field.GetValue(payload)!;
            if (FieldText.IsSilent(field.Name, value))
            {
                continue;
            }

            if (value is OrderPayload)
            {
                AppendFields(line, value, PayloadType.Of<OrderPayload>().Fields, FieldText.Name(field.Name) + ".");
                continue;
            }

            line.Append(' ').Append(prefix).Append(FieldText.Name(field.Name)).Append('=')
                .Append(ValueText.Of(payload, field.Name) ?? FieldText.Value(field.Name, value));
        }
    }

    private static void AppendPayload(StringBuilder line, in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        switch (header.Type)
        {
            case RecordType.MarketData:
                AppendMarketData(line, header.PayloadFormat, payload);
                return;
            case RecordType.Instrument:
                AppendInstrument(line, payload);
                return;
            case RecordType.LimitsPart:
                AppendLimits(line, header.Index, payload);
                return;
        }

        if (PayloadTypes.Find(header.Type, payload.Length) is not { } type)
        {
            if (payload.Length > 0)
            {
                line.Append(CultureInfo.InvariantCulture, $" payloadBytes={payload.Length}");
            }
        }
        else if (payload.Length < type.Size)
        {
            string name = type.Type.Name;
            line.Append(CultureInfo.InvariantCulture, $" (payload of {payload.Length} bytes, {name} has {type.Size})");
        }
        else if (header.Type == RecordType.Log)
        {
            AppendLog(line, MemoryMarshal.Read<LogPayload>(payload));
        }
        else
        {
            AppendFields(line, type.Read(payload), type.Fields, "");
        }
    }

    private static void AppendLog(StringBuilder line, in LogPayload log)
    {
        line.Append(CultureInfo.InvariantCulture, $" slot={log.Slot} level={log.Level} text=\"");
        line.Append(FieldText.OneLine(LogText.Fill(in log))).Append('"');
    }

    private static void AppendMarketData(StringBuilder line, PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        int prefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
        if (payload.Length < prefixBytes)
        {
            int bytes = payload.Length;
            line.Append(CultureInfo.InvariantCulture, $" (payload of {bytes} bytes, its prefix has {prefixBytes})");
            return;
        }

        ref readonly MarketDataPrefix prefix = ref MemoryMarshal.AsRef<MarketDataPrefix>(payload);
        ReadOnlySpan<byte> raw = payload[prefixBytes..];
        ReadOnlySpan<byte> session = payload[..16].TrimEnd((byte)0);
        string sessionName = FieldText.OneLine(Encoding.ASCII.GetString(session));
        line.Append(CultureInfo.InvariantCulture, $" format={format} session=\"{sessionName}\"");
        line.Append(CultureInfo.InvariantCulture, $" feedSequence={prefix.FirstSequence}..{prefix.LastSequence}");
        line.Append(CultureInfo.InvariantCulture, $" rawBytes={raw.Length}");
        if (format == PayloadFormat.Lobster)
        {
            AppendLobster(line, raw);
        }
    }

    private static void AppendLobster(StringBuilder line, ReadOnlySpan<byte> raw)
    {
        int prefixBytes = Unsafe.SizeOf<LobsterPrefix>();
        if (raw.Length < prefixBytes)
        {
            return;
        }

        ref readonly LobsterPrefix prefix = ref MemoryMarshal.AsRef<LobsterPrefix>(raw);
        line.Append(CultureInfo.InvariantCulture, $" instrument={prefix.Instrument} levelSets={prefix.LevelSetCount}");
        int textOffset = prefixBytes + prefix.LevelSetCount * Unsafe.SizeOf<LobsterLevelSet>();
        if (prefix.TextLength >= 0 && prefix.TextLength <= raw.Length - textOffset)
        {
            string text = Encoding.ASCII.GetString(raw.Slice(textOffset, prefix.TextLength));
            line.Append(" row=\"").Append(FieldText.OneLine(text)).Append('"');
        }
    }

    private static void AppendInstrument(StringBuilder line, ReadOnlySpan<byte> payload)
    {
        try
        {
            Instrument instrument = InstrumentCodec.Decode(payload);
            string symbol = FieldText.OneLine(instrument.Symbol);
            line.Append(CultureInfo.InvariantCulture, $" id={instrument.Id} symbol={symbol} venue={instrument.Venue}");
            line.Append(CultureInfo.InvariantCulture, $" securityType={instrument.SecurityType}");
            line.Append(CultureInfo.InvariantCulture, $" currency={instrument.Currency}");
            line.Append(CultureInfo.InvariantCulture, $" lot={instrument.Lot}");
            line.Append(CultureInfo.InvariantCulture, $" tickBands={instrument.Ticks.Bands.Length}");
        }
        catch (Exception exception) when (exception is StateSchemaException or ArgumentException)
        {
            line.Append(" (unreadable: ").Append(FieldText.OneLine(exception.Message)).Append(')');
        }
    }

    private static void AppendLimits(StringBuilder line, uint part, ReadOnlySpan<byte> payload)
    {
        int entryBytes = Unsafe.SizeOf<LimitEntry>();
        int count = payload.Length / entryBytes;
        line.Append(CultureInfo.InvariantCulture, $" part={part} entries={count}");
        for (int index = 0; index < Math.Min(count, LimitsShown); index++)
        {
            LimitEntry entry = MemoryMarshal.Read<LimitEntry>(payload[(index * entryBytes)..]);
            line.Append(CultureInfo.InvariantCulture, $" {entry.Control}@{entry.Scope}/{entry.ScopeId}");
            line.Append(CultureInfo.InvariantCulture, $"/instrument{entry.Instrument}={entry.Value}");
        }

        if (count > LimitsShown)
        {
            line.Append(" ...");
        }
    }
}
