using Strategies.Records;

namespace Strategies.Journal.Replay;

/// <summary>
/// A running digest of outputs, over all bytes except those that the journal fills in: length and checksum (the first
/// eight bytes), cell and epoch. Two runs with equal digests made equal outputs.
/// </summary>
/// <remarks>No allocation, but about a nanosecond for each byte: not for the hot thread.</remarks>
public struct OutputDigest
{
    private const int AfterWord = 8;
    private const int CellOffset = 14;
    private const int AfterEpoch = 20;

    private Fnv1a _digest;

    /// <summary>An empty digest.</summary>
    public static OutputDigest Start() => new() { _digest = Fnv1a.Start() };

    /// <summary>The digest so far.</summary>
    public readonly ulong Value => _digest.Value;

    /// <summary>Outputs so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds an output.</summary>
    /// <param name="record">Header and payload.</param>
    public void Add(ReadOnlySpan<byte> record)
    {
        _digest.Add((ulong)record.Length);
        _digest.Add(record[AfterWord..CellOffset]);
        _digest.Add(record[AfterEpoch..]);
        Count++;
    }

    /// <summary>
    /// Whether two outputs have equal digests: the same bytes except length, checksum, cell and epoch.
    /// </summary>
    internal static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length == right.Length
        && left[AfterWord..CellOffset].SequenceEqual(right[AfterWord..CellOffset])
        && left[AfterEpoch..].SequenceEqual(right[AfterEpoch..]);
}
