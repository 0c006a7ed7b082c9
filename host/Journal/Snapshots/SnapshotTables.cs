using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal.Snapshots;

/// <summary>What stands in a snapshot's file in front of the payload: header, sources, environment.</summary>
internal static class SnapshotTables
{
    /// <summary>All bytes in front of the payload.</summary>
    /// <exception cref="JournalException">There are too many sources, or the environment is too large.</exception>
    internal static byte[] Write(SnapshotInfo info)
    {
        if (info.Sources.Count > SnapshotHeader.SourcesMax)
        {
            throw new JournalException(
                JournalFault.InvalidOption,
                $"a snapshot of {info.Sources.Count} sources cannot be written: {SnapshotHeader.SourcesMax} fit",
                "name only sources that have numbered an input");
        }

        byte[] environment = info.Environment.ToJson();
        int payloadOffset = SnapshotHeader.PayloadOffsetOf(info.Sources.Count, environment.Length);
        byte[] bytes = new byte[payloadOffset];
        Span<byte> rest = bytes.AsSpan(SnapshotHeader.Size);
        foreach (SourcePosition source in info.Sources)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)source.Kind);
            BinaryPrimitives.WriteUInt16LittleEndian(rest[2..], source.Id);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[8..], source.LastSequence);
            rest = rest[SnapshotHeader.SourceBytes..];
        }

        environment.CopyTo(rest);
        SnapshotHeader header = new()
        {
            Magic = SnapshotHeader.MagicValue,
            FormatVersion = SnapshotHeader.CurrentFormatVersion,
            PayloadOffset = payloadOffset,
            Cell = info.Cell,
            Epoch = info.Epoch,
            Sequence = info.Sequence,
            EngineTimeNs = info.EngineTimeNs,
            JournalId = info.JournalId,
            RecordCrc32C = info.RecordCrc32C,
            SourceCount = info.Sources.Count,
            PayloadBytes = info.PayloadBytes,
            StateDigest = info.StateDigest,
            PayloadHash = info.PayloadHash,
            EnvironmentBytes = environment.Length,
            TablesCrc32C = Crc32C.Compute(bytes.AsSpan(SnapshotHeader.Size)),
        };
        header.Crc32C = header.ComputeCrc32C();
        MemoryMarshal.Write(bytes, in header);
        return bytes;
    }

    /// <summary>Checks a header for what it says about itself alone.</summary>
    /// <exception cref="JournalException">It is damaged, or of a later format.</exception>
    internal static void CheckHeader(in SnapshotHeader header, string file)
    {
        if (header.Magic != SnapshotHeader.MagicValue)
        {
            throw SnapshotFaults.Header(file, "the file does not begin like a snapshot");
        }

        if (header.Crc32C != header.ComputeCrc32C())
        {
            throw SnapshotFaults.Header(file, "the snapshot's header does not match its checksum");
        }

        if (header.FormatVersion != SnapshotHeader.CurrentFormatVersion)
        {
            throw SnapshotFaults.UnknownFormat(file, header.FormatVersion);
        }

        if ((header.Reserved0 | header.Reserved1) != 0
            || header.SourceCount is < 0 or > SnapshotHeader.SourcesMax
            || header.EnvironmentBytes is < 0 or > SegmentHeader.EnvironmentBytesMax
            || header.PayloadBytes is < 0 or > int.MaxValue
            || header.PayloadOffset != SnapshotHeader.PayloadOffsetOf(header.SourceCount, header.EnvironmentBytes))
        {
            throw SnapshotFaults.Header(file, "the snapshot's header has reserved bytes or sizes that cannot be");
        }
    }

    /// <summary>Reads what stands between a header that was checked and the payload.</summary>
    /// <param name="header">The header.</param>
    /// <param name="tables">The bytes behind it, up to the payload.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="JournalException">It is damaged.</exception>
    internal static SnapshotInfo Read(in SnapshotHeader header, ReadOnlySpan<byte> tables, string file)
    {
        if (Crc32C.Compute(tables) != header.TablesCrc32C)
        {
            throw SnapshotFaults.Header(file, "the snapshot's tables do not match their checksum");
        }

        SourcePosition[] sources = new SourcePosition[header.SourceCount];
        for (int index = 0; index < sources.Length; index++)
        {
            ReadOnlySpan<byte> entry = tables.Slice(index * SnapshotHeader.SourceBytes, SnapshotHeader.SourceBytes);
            sources[index] = new SourcePosition(
                (SourceKind)BinaryPrimitives.ReadUInt16LittleEndian(entry),
                BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]));
        }

        int environmentAt = sources.Length * SnapshotHeader.SourceBytes;
        return new SnapshotInfo
        {
            Cell = header.Cell,
            Epoch = header.Epoch,
            Sequence = header.Sequence,
            EngineTimeNs = header.EngineTimeNs,
            JournalId = header.JournalId,
            RecordCrc32C = header.RecordCrc32C,
            StateDigest = header.StateDigest,
            Sources = sources,
            Environment = EnvironmentInfo.Parse(
                tables.Slice(environmentAt, header.EnvironmentBytes), file, SnapshotHeader.Size + environmentAt),
            PayloadBytes = header.PayloadBytes,
            PayloadHash = header.PayloadHash,
        };
    }
}
