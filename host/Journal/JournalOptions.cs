using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal;

/// <summary>How a journal is opened for writing.</summary>
public sealed record JournalOptions
{
    /// <summary>Bytes of a segment unless said otherwise: 64 MiB.</summary>
    public const long DefaultSegmentBytes = 64L << 20;

    /// <summary>Smallest segment: 8 KiB, half of it header.</summary>
    public const long SegmentBytesMin = 2 * SegmentHeader.HeaderBytes;

    /// <summary>Largest segment: 1 GiB.</summary>
    public const long SegmentBytesMax = 1L << 30;

    /// <summary>Largest number of a cell.</summary>
    public const ushort CellMax = 4095;

    /// <summary>The cell, 0 to 4095. An existing journal must be of the same cell.</summary>
    public required ushort Cell { get; init; }

    /// <summary>The leader's term, from 1. In an existing journal it must not be lower than the last one.</summary>
    public required uint Epoch { get; init; }

    /// <summary>On what the engine runs; stands in the header of every segment that is begun.</summary>
    public required EnvironmentInfo Environment { get; init; }

    /// <summary>
    /// Bytes of every segment that is begun: a multiple of 4096 from <see cref="SegmentBytesMin"/> to
    /// <see cref="SegmentBytesMax"/>. The largest record that fits is 4104 bytes smaller.
    /// </summary>
    public long SegmentBytes { get; init; } = DefaultSegmentBytes;

    /// <summary>
    /// Drops the very last input and the very last output when they are damaged (after a power loss the page of a
    /// published record may be missing). Off: such a journal is refused, since a fault of the disk looks the same.
    /// </summary>
    public bool CutDamagedLastRecord { get; init; }

    /// <summary>
    /// What happens to damage behind the point up to which the journal was on the disk for certain: see
    /// <see cref="RecoveryReport.DurableSequence"/>. Where that point is not known, damage is always refused.
    /// </summary>
    public DamagePolicy DamageBeyondDurable { get; init; }

    /// <summary>For <see cref="VerifyFrom"/>: the last closed segment and the one in use of either kind, no more.</summary>
    public const ulong VerifyLastSegments = ulong.MaxValue;

    /// <summary>
    /// From which input on the journal is read and checked when it is opened: 0, the usual, for all of it; the number
    /// of a snapshot that the engine starts from; or <see cref="VerifyLastSegments"/>.
    /// </summary>
    /// <remarks>
    /// In segments in front of the one that holds this input (and the outputs of it) nothing is then checked but that
    /// their files are there and that the few headers that are looked at belong to this journal: no checksum, number,
    /// gap, padding or length of a record there. Damage there is found by whoever reads them: a replay from the start,
    /// <c>strat journal ls</c>, or the next opening with 0. What lies behind the durable point is always checked when
    /// the machine was started anew since that was written down: a loss of power may have damaged it.
    /// </remarks>
    public ulong VerifyFrom { get; init; }

    /// <summary>
    /// Of what <see cref="VerifyFrom"/> asks for only the segment in use is read: for a writer that has followed the journal
    /// record by record and takes it over from one that has just closed it in order.
    /// </summary>
    public bool IsFollowed { get; init; }

    /// <summary>
    /// Called once on the thread that keeps segments ready, before anything else: to put it before others on its CPU.
    /// </summary>
    public Action? HousekeepingBegins { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="JournalException">A value is out of its range.</exception>
    internal void Validate()
    {
        Require(Cell <= CellMax, $"cell {Cell} is not in 0 to {CellMax}", "give the cell's number");
        Require(Epoch >= 1, "epoch 0 is not a leader's term", "terms count from 1");
        Require(
            SegmentBytes is >= SegmentBytesMin and <= SegmentBytesMax && SegmentBytes % SegmentHeader.HeaderBytes == 0,
            $"a segment of {SegmentBytes} bytes cannot be",
            $"give a multiple of {SegmentHeader.HeaderBytes} from {SegmentBytesMin} to {SegmentBytesMax}");
    }

    private static void Require(bool condition, string what, string hint)
    {
        if (!condition)
        {
            throw new JournalException(JournalFault.InvalidOption, what, hint);
        }
    }
}
