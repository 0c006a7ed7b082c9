using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal.Snapshots;

/// <summary>A snapshot's file opened for reading; what it gives out was checked.</summary>
internal sealed unsafe class SnapshotFile : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly string _file;
    private readonly int _descriptor;
    private int _payloadOffset;

    private SnapshotFile(string file, int descriptor)
    {
        _file = file;
        _descriptor = descriptor;
    }

    /// <summary>The file, for messages.</summary>
    internal string Path => _file;

    /// <summary>Opens a file.</summary>
    /// <exception cref="JournalException">It is missing or cannot be opened.</exception>
    internal static SnapshotFile Open(string file)
    {
        int descriptor = FileSystemCalls.Open(file, FileSystemCalls.ReadOnly);
        return descriptor >= 0
            ? new SnapshotFile(file, descriptor)
            : throw (descriptor == -FileSystemCalls.NotFound
                ? SnapshotFaults.Missing(file)
                : FileFaults.FromErrorNumber(file, -descriptor, "open the snapshot"));
    }

    /// <summary>Reads and checks everything in front of the payload, and the file's size.</summary>
    /// <exception cref="JournalException">Something is damaged.</exception>
    internal SnapshotInfo ReadInfo()
    {
        SnapshotHeader header = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<SnapshotHeader>(ref header));
        int count = Fill(bytes, 0);
        if (count < bytes.Length)
        {
            throw SnapshotFaults.Size(_file, count, bytes.Length);
        }

        SnapshotTables.CheckHeader(in header, _file);
        long expected = header.PayloadOffset + header.PayloadBytes;
        long fileBytes = FileSystemCalls.FileBytes(_descriptor);
        if (fileBytes != expected)
        {
            throw fileBytes < 0
                ? FileFaults.FromErrorNumber(_file, (int)-fileBytes, "read the snapshot")
                : SnapshotFaults.Size(_file, fileBytes, expected);
        }

        byte[] tables = new byte[header.PayloadOffset - SnapshotHeader.Size];
        count = Fill(tables, SnapshotHeader.Size);
        if (count < tables.Length)
        {
            throw SnapshotFaults.Size(_file, SnapshotHeader.Size + count, expected);
        }

        _payloadOffset = header.PayloadOffset;
        return SnapshotTables.Read(in header, tables, _file);
    }

    /// <summary>Checks the payload against its hash without keeping it.</summary>
    /// <param name="info">What <see cref="ReadInfo"/> gave.</param>
    /// <exception cref="JournalException">It differs.</exception>
    internal void VerifyPayload(SnapshotInfo info)
    {
        byte* buffer = (byte*)NativeMemory.Alloc(BufferBytes);
        try
        {
            ReadPayload(info, buffer, isKept: false);
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    /// <summary>Reads the payload into memory of its own and checks it there.</summary>
    /// <param name="info">What <see cref="ReadInfo"/> gave.</param>
    /// <param name="name">The snapshot's name.</param>
    /// <exception cref="JournalException">It differs from its hash.</exception>
    internal Snapshot ReadSnapshot(SnapshotInfo info, string name)
    {
        // Never null, also for an empty payload: null is how a snapshot knows that it was given back.
        byte* payload = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, info.PayloadBytes));
        try
        {
            ReadPayload(info, payload, isKept: true);
            return new Snapshot(name, info, payload);
        }
        catch
        {
            NativeMemory.Free(payload);
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => FileSystemCalls.Close(_descriptor);

    private void ReadPayload(SnapshotInfo info, byte* target, bool isKept)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long done = 0; done < info.PayloadBytes;)
        {
            Span<byte> part = new(isKept ? target + done : target, (int)Math.Min(BufferBytes, info.PayloadBytes - done));
            int count = Fill(part, _payloadOffset + done);
            if (count < part.Length)
            {
                throw SnapshotFaults.Size(_file, _payloadOffset + done + count, _payloadOffset + info.PayloadBytes);
            }

            hash.AppendData(part);
            done += count;
        }

        if (Hash256.FromBytes(hash.GetHashAndReset()) != info.PayloadHash)
        {
            throw SnapshotFaults.Hash(_file, info);
        }
    }

    /// <summary>Reads until the buffer is full or the file ends; how many bytes came.</summary>
    private int Fill(Span<byte> buffer, long offset)
    {
        int done = 0;
        while (done < buffer.Length)
        {
            int count = FileSystemCalls.ReadAt(_descriptor, buffer[done..], offset + done);
            if (count < 0)
            {
                throw FileFaults.FromErrorNumber(_file, -count, "read the snapshot");
            }

            if (count == 0)
            {
                break;
            }

            done += count;
        }

        return done;
    }
}
