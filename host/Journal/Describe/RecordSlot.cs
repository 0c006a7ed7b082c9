using System.Reflection;
using Strategies.Records;

namespace Strategies.Journal.Describe;

/// <summary>Whose a record is. Uses reflection: not for the hot path.</summary>
public static class RecordSlot
{
    private const string Slot = "Slot";

    /// <summary>The slot that a record names, itself or in the order that it is about; 0 when it names none.</summary>
    /// <param name="record">Header and payload.</param>
    public static int Of(ReadOnlySpan<byte> record)
    {
        PayloadType? type = PayloadTypes.Find(RecordWriter.Header(record).Type);
        return type is null || record.Length < RecordHeader.Size + type.Size ? 0 : In(type.Read(record[RecordHeader.Size..]), type.Fields);
    }

    private static int In(object payload, IReadOnlyList<FieldInfo> fields)
    {
        foreach (FieldInfo field in fields)
        {
            object value = field.GetValue(payload)!;
            int slot = value is OrderPayload order ? In(order, PayloadType.Of<OrderPayload>().Fields)
                : field.Name == Slot && value is int number ? number
                : 0;
            if (slot != 0)
            {
                return slot;
            }
        }

        return 0;
    }
}
