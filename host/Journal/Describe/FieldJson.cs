using System.Reflection;
using System.Text.Json;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>Writes fields of structs as JSON: each under its own name, none left out but reserved ones. Not for the hot path.</summary>
internal static class FieldJson
{
    /// <summary>Writes all fields of a struct into an object that is open.</summary>
    /// <param name="json">Where.</param>
    /// <param name="owner">The struct, boxed.</param>
    /// <param name="fields">Its fields.</param>
    internal static void Write(Utf8JsonWriter json, object owner, IEnumerable<FieldInfo> fields)
    {
        foreach (FieldInfo field in fields)
        {
            if (!field.Name.StartsWith("Reserved", StringComparison.Ordinal))
            {
                Write(json, owner, field.Name, field.GetValue(owner)!);
            }
        }

        if (owner is LogPayload log)
        {
            json.WriteString("text", LogText.Fill(in log));
        }
        else if (owner is AlertPayload { Code: AlertCode.UnknownOrder } alert)
        {
            json.WriteString("orderId", new OrderId((ulong)alert.Detail).ToString());
        }
    }

    /// <summary>Writes a moment twice: as ISO 8601, and as ns since 1970-01-01 UTC.</summary>
    internal static void WriteTime(Utf8JsonWriter json, string field, long ns)
    {
        string name = FieldText.Name(field);
        json.WriteString(name[..^2], FieldText.IsoTime(ns));
        json.WriteNumber(name, ns);
    }

    private static void Write(Utf8JsonWriter json, object owner, string field, object value)
    {
        string name = FieldText.Name(field);
        switch (value)
        {
            case OrderPayload:
                json.WriteStartObject(name);
                Write(json, value, PayloadType.Of<OrderPayload>().Fields);
                json.WriteEndObject();
                break;
            case long ns when FieldText.IsTime(field):
                WriteTime(json, field, ns);
                break;
            case Text32 or Text200:
                json.WriteString(name, value.ToString());
                break;
            case Hash256 { IsEmpty: true }:
                json.WriteNull(name);
                break;
            case Hash256 or RecordType or Int128:
                json.WriteString(name, FieldText.Value(field, value));
                break;
            case Enum:
                json.WriteString(name, ValueText.Of(owner, field) ?? value.ToString());
                break;
            case ulong when FieldText.IsText(field):
                json.WriteString(name, FieldText.Value(field, value));
                break;
            case long when FieldText.IsPrice(field) || FieldText.IsAmount(field):
                json.WriteString(name, FieldText.Value(field, value));
                break;
            case long when owner is not AlertPayload && ValueText.Of(owner, field) is { } text:
                json.WriteString(name, text);
                break;
            default:
                // Whole numbers of any width, exactly as they are.
                json.WritePropertyName(name);
                json.WriteRawValue(FieldText.Value(field, value));
                break;
        }
    }
}
