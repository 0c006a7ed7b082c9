using System.Globalization;

namespace Strategies.Journal.Snapshots;

/// <summary>Names of snapshot files: ten digits of epoch, twenty of sequence.</summary>
internal static class SnapshotName
{
    /// <summary>How the names end.</summary>
    internal const string Extension = ".snap";

    /// <summary>How a name goes on while the file is being written.</summary>
    internal const string TemporaryMark = ".snap.tmp";

    private const int EpochDigits = 10;
    private const int Length = EpochDigits + 1 + 20 + 5;

    /// <summary>The name of a snapshot.</summary>
    internal static string Of(uint epoch, ulong sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{epoch:D10}-{sequence:D20}{Extension}");

    /// <summary>Reads a name; false when it is something else.</summary>
    internal static bool TryParse(string name, out uint epoch, out ulong sequence)
    {
        epoch = 0;
        sequence = 0;
        return name.Length == Length
            && name[EpochDigits] == '-'
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && uint.TryParse(name.AsSpan(0, EpochDigits), NumberStyles.None, CultureInfo.InvariantCulture, out epoch)
            && ulong.TryParse(
                name.AsSpan(EpochDigits + 1, 20), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }
}
