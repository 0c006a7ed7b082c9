using Strategies.Records;

namespace Strategies.Journal.Describe;

/// <summary>Names of record types for people.</summary>
public static class RecordNames
{
    /// <summary>The type's name. <see cref="RecordType.FirstOutput"/> is only a mark and has a type's number.</summary>
    /// <param name="type">The type.</param>
    public static string Of(RecordType type) =>
        type == RecordType.NewOrderSingle ? nameof(RecordType.NewOrderSingle) : type.ToString();
}
