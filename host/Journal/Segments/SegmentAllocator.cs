namespace Strategies.Journal.Segments;

/// <summary>
/// Makes, maps and removes the segment files of one kind. Allocates nothing after construction, so that it works on the
/// hot thread too; one thread at a time.
/// </summary>
internal sealed unsafe class SegmentAllocator
{
    private const int PageBytes = 4096;
    private const int NumberDigits = 12;

    /// <summary>Under this name a segment is made before it gets its number; one at a time, and nobody reads it.</summary>
    private const string AsideName = "next.new";

    private readonly JournalLayout _layout;
    private readonly SegmentKind _kind;
    private readonly byte[] _environment;
    private readonly byte[] _path;
    private readonly byte[] _asidePath;
    private readonly byte[] _folderPath;
    private readonly int _digitsEnd;
    private readonly bool _isMaker;

    /// <param name="layout">Where the segments lie.</param>
    /// <param name="kind">Which of them.</param>
    /// <param name="environment">What stands in the header of each.</param>
    /// <param name="isMaker">True to touch every page of a new one, which takes time that the hot thread has not.</param>
    internal SegmentAllocator(JournalLayout layout, SegmentKind kind, byte[] environment, bool isMaker = false)
    {
        _isMaker = isMaker;
        _layout = layout;
        _kind = kind;
        // With the zeros behind it, so that a longer one is covered, byte by byte and never through zeros.
        _environment = new byte[SegmentHeader.HeaderBytes - SegmentHeader.EnvironmentOffset];
        environment.CopyTo(_environment, 0);
        _path = FileSystemCalls.ToPath(layout.SegmentFile(kind, 0));
        _asidePath = FileSystemCalls.ToPath(Path.Combine(layout.SegmentFolder(kind), AsideName));
        _folderPath = FileSystemCalls.ToPath(layout.SegmentFolder(kind));
        _digitsEnd = _path.Length - ".seg\0".Length;
    }

    /// <summary>The file of a segment, for messages.</summary>
    internal string FileOf(long number) => _layout.SegmentFile(_kind, number);

    /// <summary>
    /// Makes a segment of zeros with its environment in place, maps it and brings its pages in; or takes the spare that the
    /// writer before has left under its name.
    /// </summary>
    /// <returns>0, or the error number; then the file is gone again.</returns>
    internal int Prepare(long number, long bytes, out MappedSegment segment)
    {
        segment = default;
        fixed (byte* path = PathOf(number))
        {
            int descriptor = FileSystemCalls.Open(path, FileSystemCalls.ReadWrite | FileSystemCalls.Create | FileSystemCalls.Exclusive);
            if (descriptor == -FileSystemCalls.Exists)
            {
                descriptor = OpenSpare(path, bytes);
            }

            if (descriptor < 0)
            {
                return -descriptor;
            }

            int error = Fill(descriptor, number, bytes, out segment);
            if (error != 0)
            {
                _ = FileSystemCalls.Unlink(path);
            }

            return error;
        }
    }

    /// <summary>
    /// As <see cref="Prepare"/>, but under a name of its own, and only when it is whole under its number, which another thread
    /// may give to a segment of its own at any time.
    /// </summary>
    /// <returns>0, or the error number: that it exists when the other thread was quicker.</returns>
    internal int PrepareAside(long number, long bytes, out MappedSegment segment)
    {
        segment = default;
        fixed (byte* path = PathOf(number), aside = _asidePath)
        {
            // The spare that the writer before has left. Whatever is written into it the other thread would write as well.
            int left = OpenWhole(path, bytes);
            if (left != -FileSystemCalls.NotFound)
            {
                return left < 0 ? -left : Fill(left, number, bytes, out segment);
            }

            // One that a killed writer was just making.
            _ = FileSystemCalls.Unlink(aside);
            int descriptor = FileSystemCalls.Open(aside, FileSystemCalls.ReadWrite | FileSystemCalls.Create | FileSystemCalls.Exclusive);
            if (descriptor < 0)
            {
                return -descriptor;
            }

            int error = Fill(descriptor, number, bytes, out segment);
            if (error == 0)
            {
                error = FileSystemCalls.Link(aside, path);
                if (error != 0)
                {
                    FileSystemCalls.Unmap(segment.Base, segment.Bytes);
                    segment = default;
                }
            }

            _ = FileSystemCalls.Unlink(aside);
            return error;
        }
    }

    /// <summary>Removes spares of another size that a writer before has left, from a number on.</summary>
    internal void RemoveMisfits(long number, long bytes)
    {
        while (true)
        {
            fixed (byte* path = PathOf(number))
            {
                int descriptor = FileSystemCalls.Open(path, FileSystemCalls.ReadWrite);
                if (descriptor < 0)
                {
                    return;
                }

                bool isMisfit = IsSpare(descriptor) && FileSystemCalls.FileBytes(descriptor) != bytes;
                FileSystemCalls.Close(descriptor);
                if (isMisfit)
                {
                    _ = FileSystemCalls.Unlink(path);
                }
            }

            number++;
        }
    }

    /// <summary>Maps a segment that is there; a file that was cut short gets its size back.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="isWhole">True when it is known to have all its blocks.</param>
    /// <exception cref="JournalException">It cannot be mapped, or is a link to another journal's file.</exception>
    internal MappedSegment MapExisting(long number, long bytes, bool isWhole = false)
    {
        SegmentLink.RequireNone(FileOf(number));
        fixed (byte* path = PathOf(number))
        {
            int descriptor = FileSystemCalls.Open(path, FileSystemCalls.ReadWrite);
            if (descriptor < 0)
            {
                throw FileFaults.FromErrorNumber(FileOf(number), -descriptor, "open the segment");
            }

            // A file that was cut or copied with holes gets its blocks back, for the same reason as a new one.
            int error = isWhole ? 0 : FileSystemCalls.Allocate(descriptor, bytes);
            byte* address = error == 0 ? FileSystemCalls.Map(descriptor, bytes, writable: true, out error) : null;
            FileSystemCalls.Close(descriptor);
            if (error != 0)
            {
                throw FileFaults.FromErrorNumber(FileOf(number), error, "map the segment", bytes);
            }

            return new MappedSegment { Base = address, Bytes = bytes, Number = number };
        }
    }

    /// <summary>
    /// Opens a spare that nobody has begun; one of another size is made anew. A file that is anything else is in the way: the
    /// error says that it is there.
    /// </summary>
    private static int OpenSpare(byte* path, long bytes)
    {
        int descriptor = OpenWhole(path, bytes);
        if (descriptor != -FileSystemCalls.Invalid)
        {
            return descriptor;
        }

        int error = FileSystemCalls.Unlink(path);
        return error != 0
            ? -error
            : FileSystemCalls.Open(path, FileSystemCalls.ReadWrite | FileSystemCalls.Create | FileSystemCalls.Exclusive);
    }

    /// <summary>
    /// Opens a spare that nobody has begun. Negative: it is missing, is something else (exists), or has another size (invalid).
    /// </summary>
    private static int OpenWhole(byte* path, long bytes)
    {
        int descriptor = FileSystemCalls.Open(path, FileSystemCalls.ReadWrite);
        if (descriptor < 0)
        {
            return descriptor;
        }

        bool isSpare = IsSpare(descriptor);
        if (isSpare && FileSystemCalls.FileBytes(descriptor) == bytes)
        {
            return descriptor;
        }

        FileSystemCalls.Close(descriptor);
        return isSpare ? -FileSystemCalls.Invalid : -FileSystemCalls.Exists;
    }

    /// <summary>Neither a header nor a first record: whatever else has the name must not be written over.</summary>
    private static bool IsSpare(int descriptor)
    {
        ulong begun = 0;
        Span<byte> word = new(&begun, sizeof(ulong));
        return FileSystemCalls.ReadAt(descriptor, word, 0) == sizeof(ulong) && begun == 0
            && FileSystemCalls.ReadAt(descriptor, word, SegmentHeader.HeaderBytes) == sizeof(ulong) && begun == 0;
    }

    /// <summary>Gives an open file its blocks, maps it, brings its pages in and writes the environment. Closes the descriptor.</summary>
    private int Fill(int descriptor, long number, long bytes, out MappedSegment segment)
    {
        segment = default;
        // All blocks now: writing a mapped page that the disk has no room for ends the process by a signal.
        int error = FileSystemCalls.Allocate(descriptor, bytes);
        byte* address = error == 0 ? FileSystemCalls.Map(descriptor, bytes, writable: true, out error) : null;
        FileSystemCalls.Close(descriptor);
        if (error != 0)
        {
            return error;
        }

        Bring(address, bytes);
        // Over that of the writer before, if it was its spare. Last: by it readers know that a spare is ready.
        _environment.CopyTo(new Span<byte>(address + SegmentHeader.EnvironmentOffset, _environment.Length));
        segment = new MappedSegment { Base = address, Bytes = bytes, Number = number };
        return 0;
    }

    /// <summary>Removes a segment's file. 0 or the error number.</summary>
    internal int Delete(long number)
    {
        fixed (byte* path = PathOf(number))
        {
            return FileSystemCalls.Unlink(path);
        }
    }

    /// <summary>Makes the folder's entries durable. 0 or the error number.</summary>
    internal int SyncFolder()
    {
        fixed (byte* path = _folderPath)
        {
            return FileSystemCalls.SyncFolder(path);
        }
    }

    /// <summary>
    /// Brings pages in, by the kernel, which is quicker, and by a store to each: under a hypervisor that shadows page tables the
    /// first store through a mapping costs microseconds even when the guest's kernel has the page in place.
    /// </summary>
    internal static void Touch(byte* address, long bytes)
    {
        _ = FileSystemCalls.Populate(address, bytes);
        for (long offset = 0; offset < bytes; offset += PageBytes)
        {
            // A write that changes nothing, whoever writes there at the same time.
            Interlocked.Or(ref *(int*)(address + offset), 0);
        }
    }

    private void Bring(byte* address, long bytes)
    {
        if (_isMaker)
        {
            Touch(address, bytes);
        }
        else
        {
            _ = FileSystemCalls.Populate(address, bytes);
        }
    }

    private byte[] PathOf(long number)
    {
        for (int index = 1; index <= NumberDigits; index++)
        {
            _path[_digitsEnd - index] = (byte)('0' + (number % 10));
            number /= 10;
        }

        return _path;
    }
}
