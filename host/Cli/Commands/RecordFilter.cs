using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Cli.Commands;

/// <summary>Which records are shown.</summary>
/// <param name="From">First input number.</param>
/// <param name="To">Last input number.</param>
/// <param name="Type">Only this type; none for all.</param>
internal readonly record struct RecordFilter(ulong From, ulong To, RecordType Type)
{
    /// <exception cref="JournalException">There is no such type.</exception>
    internal static RecordFilter Of(ulong from, ulong to, string? type)
    {
        if (type is null)
        {
            return new RecordFilter(from, to, RecordType.None);
        }

        return Enum.TryParse(type, ignoreCase: true, out RecordType parsed) && Enum.IsDefined(parsed)
            ? new RecordFilter(from, to, parsed)
            : throw new JournalException(
                JournalFault.InvalidOption,
                $"there is no record type '{type}'",
                $"types are {string.Join(", ", Enum.GetValues<RecordType>().Distinct().Skip(1).Select(RecordNames.Of))}");
    }

    internal bool Takes(in RecordHeader header) =>
        header.Sequence >= From && header.Sequence <= To && (Type == RecordType.None || header.Type == Type);
}
