using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Journal.Replay;

/// <summary>Finds the first field in which two outputs of one cause and index differ. Uses reflection.</summary>
internal static class FieldDifference
{
    /// <summary>Name of the field and both values.</summary>
    internal static (string Field, string Recorded, string Replayed) Find(
        ReadOnlySpan<byte> recorded, ReadOnlySpan<byte> replayed)
    {
        RecordHeader left = MemoryMarshal.Read<RecordHeader>(recorded);
        RecordHeader right = MemoryMarshal.Read<RecordHeader>(replayed);
        left.Cell = right.Cell = 0;
        left.Epoch = right.Epoch = left.Crc32C = right.Crc32C = 0;
        left.Length = recorded.Length;
        right.Length = replayed.Length;
        FieldInfo[] headerFields = typeof(RecordHeader).GetFields(BindingFlags.Public | BindingFlags.Instance);
        if (FirstDiffering(left, right, headerFields) is { } header)
        {
            return ("Header." + header.Field, header.Recorded, header.Replayed);
        }

        ReadOnlySpan<byte> leftPayload = recorded[RecordHeader.Size..];
        ReadOnlySpan<byte> rightPayload = replayed[RecordHeader.Size..];
        if (PayloadTypes.Find(left.Type) is { } type && leftPayload.Length >= type.Size
            && FirstDiffering(type.Read(leftPayload), type.Read(rightPayload), type.Fields) is { } payload)
        {
            return payload;
        }

        int offset = recorded[RecordHeader.Size..].CommonPrefixLength(replayed[RecordHeader.Size..]);
        return (
            string.Create(CultureInfo.InvariantCulture, $"payload byte {offset}"),
            leftPayload[offset].ToString("x2", CultureInfo.InvariantCulture),
            rightPayload[offset].ToString("x2", CultureInfo.InvariantCulture));
    }

    private static (string Field, string Recorded, string Replayed)? FirstDiffering(
        object left, object right, IEnumerable<FieldInfo> fields)
    {
        foreach (FieldInfo field in fields)
        {
            object leftValue = field.GetValue(left)!;
            object rightValue = field.GetValue(right)!;
            if (leftValue is OrderPayload)
            {
                if (FirstDiffering(leftValue, rightValue, PayloadType.Of<OrderPayload>().Fields) is { } inner)
                {
                    return (field.Name + "." + inner.Field, inner.Recorded, inner.Replayed);
                }
            }
            else if (!AreEqual(leftValue, rightValue))
            {
                return (field.Name, FieldText.Value(field.Name, leftValue), FieldText.Value(field.Name, rightValue));
            }
        }

        return null;
    }

    /// <summary>Inline arrays cannot be compared with Equals; their text can.</summary>
    private static bool AreEqual(object left, object right) =>
        left is Text32 or Text200 ? left.ToString() == right.ToString() : left.Equals(right);
}
