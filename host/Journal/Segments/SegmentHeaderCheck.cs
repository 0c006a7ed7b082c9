namespace Strategies.Journal.Segments;

/// <summary>Checks the header of a segment in use.</summary>
internal static unsafe class SegmentHeaderCheck
{
    private const string RestoreHint = "restore the file from a copy; nothing in this folder can rebuild it";

    /// <summary>Checks that a header is whole and says the same as the file's name and size.</summary>
    /// <param name="view">The segment.</param>
    /// <param name="kind">What it must hold.</param>
    /// <param name="mayBeCut">True for the last segment, whose file may have been cut.</param>
    /// <exception cref="JournalException">Something is wrong.</exception>
    internal static void Check(SegmentView view, SegmentKind kind, bool mayBeCut)
    {
        ref readonly SegmentHeader header = ref view.Header;
        if (header.Magic != SegmentHeader.MagicValue)
        {
            throw Bad(view, "the file does not begin like a segment");
        }

        if (header.Crc32C != header.ComputeCrc32C())
        {
            throw Bad(view, "the segment's header does not match its checksum");
        }

        if (header.FormatVersion != SegmentHeader.CurrentFormatVersion)
        {
            throw new JournalException(
                JournalFault.UnknownFormatVersion,
                $"the segment has format version {header.FormatVersion}, "
                + $"this build knows {SegmentHeader.CurrentFormatVersion}",
                "read it with the build that wrote it or a later one",
                view.File,
                8);
        }

        if (header.Kind != kind || header.Number != view.Number)
        {
            throw Bad(
                view, $"the file holds {header.Kind} segment {header.Number}, its name says {kind} {view.Number}");
        }

        if (!ReservedIsZero(view)
            || header.FirstRecordOffset != SegmentHeader.HeaderBytes
            || header.EnvironmentBytes is < 0 or > SegmentHeader.EnvironmentBytesMax)
        {
            throw Bad(view, "the segment's header has reserved bytes that are not zero or an impossible environment");
        }

        if (Crc32C.Compute(view.Environment) != header.EnvironmentCrc32C)
        {
            throw Bad(view, "the environment in the segment's header does not match its checksum");
        }

        ref readonly CloseMark mark = ref view.CloseMark;
        if (mark.Marker != 0 && (mark.Marker != CloseMark.MarkerValue || mark.Crc32C != mark.ComputeCrc32C()))
        {
            throw Bad(view, "the mark of the segment's clean end does not match its checksum");
        }

        CheckSize(view, mayBeCut);
    }

    private static void CheckSize(SegmentView view, bool mayBeCut)
    {
        long expected = view.Header.SegmentBytes;
        if (view.FileBytes > expected || expected < JournalOptions.SegmentBytesMin)
        {
            throw Bad(view, $"the file has {view.FileBytes} bytes, its header says {expected}");
        }

        if (view.FileBytes < expected && !mayBeCut)
        {
            throw ReaderFaults.CutFile(view, 0);
        }
    }

    private static bool ReservedIsZero(SegmentView view)
    {
        ref readonly SegmentHeader header = ref view.Header;
        // Not checked yet at this point: it must not lead out of the header.
        int environmentBytes = Math.Clamp(header.EnvironmentBytes, 0, SegmentHeader.EnvironmentBytesMax);
        int used = SegmentHeader.EnvironmentOffset + environmentBytes;
        ReadOnlySpan<byte> bytes = new(view.Base, SegmentHeader.HeaderBytes);
        return !bytes[72..124].ContainsAnyExcept((byte)0) && !bytes[used..].ContainsAnyExcept((byte)0);
    }

    private static JournalException Bad(SegmentView view, string what) =>
        new(JournalFault.SegmentHeader, what, RestoreHint, view.File, 0);
}
