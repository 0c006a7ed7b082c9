using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Strategies.Records;

namespace Strategies.Journal.Describe;

/// <summary>
/// Turns a record into one JSON object for programs: the header's fields, and the payload's under <c>payload</c>, each under
/// its own name. Prices and money are decimals as text, moments are ISO 8601 with nine decimals and, under the name with
/// <c>Ns</c>, ns since 1970-01-01 UTC; order identifiers read <c>cell-day-counter</c>. Uses reflection: not for the hot path.
/// </summary>
public static class RecordJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object, on one line.</summary>
    /// <param name="record">Header and payload; need not be whole: then <c>payload</c> is null and <c>problem</c> says why.</param>
    public static string Of(ReadOnlySpan<byte> record)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer, Options);
        json.WriteStartObject();
        if (record.Length < RecordHeader.Size)
        {
            json.WriteString("problem", $"{record.Length} bytes, too short for a record");
        }
        else
        {
            ref readonly RecordHeader header = ref RecordWriter.Header(record);
            WriteHeader(json, in header);
            WritePayload(json, in header, record[RecordHeader.Size..]);
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteHeader(Utf8JsonWriter json, in RecordHeader header)
    {
        json.WriteNumber("sequence", header.Sequence);
        if (header.Type >= RecordType.FirstOutput)
        {
            json.WriteNumber("index", header.Index);
        }

        json.WriteString("type", RecordNames.Of(header.Type));
        FieldJson.WriteTime(json, nameof(RecordHeader.ReceiveTimeNs), header.ReceiveTimeNs);
        json.WriteString("sourceKind", header.SourceKind.ToString());
        json.WriteNumber("sourceId", header.SourceId);
        json.WriteNumber("sourceSequence", header.SourceSequence);
        json.WriteNumber("cell", header.Cell);
        json.WriteNumber("epoch", header.Epoch);
        json.WriteNumber("formatVersion", header.FormatVersion);
        json.WriteString("payloadFormat", header.PayloadFormat.ToString());
    }

    private static void WritePayload(Utf8JsonWriter json, in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        string? problem = null;
        json.WritePropertyName("payload");
        switch (header.Type)
        {
            case RecordType.MarketData:
                problem = ContentJson.TryWriteMarketData(json, header.PayloadFormat, payload);
                break;
            case RecordType.Instrument:
                problem = ContentJson.TryWriteInstrument(json, payload);
                break;
            case RecordType.LimitsPart:
                ContentJson.WriteLimits(json, header.Index, payload);
                break;
            default:
                problem = TryWriteStruct(json, header.Type, payload);
                break;
        }

        if (problem is not null)
        {
            json.WriteNullValue();
            json.WriteString("problem", problem);
        }
    }

    private static string? TryWriteStruct(Utf8JsonWriter json, RecordType type, ReadOnlySpan<byte> payload)
    {
        PayloadType? known = PayloadTypes.Find(type, payload.Length);
        if (payload.Length < (known?.Size ?? 0))
        {
            return $"payload of {payload.Length} bytes, {known!.Type.Name} has {known.Size}";
        }

        json.WriteStartObject();
        if (known is not null)
        {
            FieldJson.Write(json, known.Read(payload), known.Fields);
        }
        else if (payload.Length > 0)
        {
            json.WriteBase64String("bytes", payload);
        }

        json.WriteEndObject();
        return null;
    }
}
