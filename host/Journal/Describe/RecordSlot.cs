using System.Reflection;
using Strategies.Records;

namespace Strategies.Journal.Describe;

/// <summary>Whose slot a record is about. Uses reflection: not for the hot path.</summary>
public static class RecordSlot
{
    private const string Slot = "Slot";

    /// <summary>The slot's number.</summary>
    /// <param name="record">Header and payload.</param>
    /// <returns>0 for a record that is about none.</returns>
    public static int Of(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> payload = record[RecordHeader.Size..];
        return PayloadTypes.Find(RecordWriter.Header(record).Type) is { } type && payload.Length >= type.Size
            ? Of(type.Read(payload), type.Fields)
            : 0;
    }

    private static int Of(object payload, IEnumerable<FieldInfo> fields)
    {
        foreach (FieldInfo field in fields)
        {
            if (field.Name == Slot && field.GetValue(payload) is int slot)
            {
                return slot;
            }

            if (field.GetValue(payload) is OrderPayload order)
            {
                return order.Slot;
            }
        }

        return 0;
    }
}
