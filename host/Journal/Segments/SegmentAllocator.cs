namespace Strategies.Journal.Segments;

/// <summary>
/// Makes, maps and removes the segment files of one kind. Allocates nothing after construction, so that it works on the
/// hot thread too; one thread at a time.
/// </summary>
internal sealed unsafe class SegmentAllocator
{
    private const int PageBytes = 4096;
    private const int NumberDigits = 12;

    private readonly JournalLayout _layout;
    private readonly SegmentKind _kind;
    private readonly byte[] _environment;
    private readonly byte[] _path;
    private readonly byte[] _folderPath;
    private readonly int _digitsEnd;

    internal SegmentAllocator(JournalLayout layout, SegmentKind kind, byte[] environment)
    {
        _layout = layout;
        _kind = kind;
        _environment = environment;
        _path = FileSystemCalls.ToPath(layout.SegmentFile(kind, 0));
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

            // All blocks now: writing a mapped page that the disk has no room for ends the process by a signal.
            int error = FileSystemCalls.Allocate(descriptor, bytes);
            byte* address = error == 0 ? FileSystemCalls.Map(descriptor, bytes, writable: true, out error) : null;
            FileSystemCalls.Close(descriptor);
            if (error != 0)
            {
                _ = FileSystemCalls.Unlink(path);
                return error;
            }

            Touch(address, bytes);
            Span<byte> environment = new(
                address + SegmentHeader.EnvironmentOffset, SegmentHeader.HeaderBytes - SegmentHeader.EnvironmentOffset);
            // Over that of the writer before, if it was its spare. Last: by it readers know that a spare is ready.
            environment.Clear();
            _environment.CopyTo(environment);
            segment = new MappedSegment { Base = address, Bytes = bytes, Number = number };
            return 0;
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
        int descriptor = FileSystemCalls.Open(path, FileSystemCalls.ReadWrite);
        if (descriptor < 0)
        {
            return descriptor;
        }

        // Neither a header nor a first record: whatever else has the name must not be written over.
        ulong begun = 0;
        Span<byte> word = new(&begun, sizeof(ulong));
        bool isSpare = FileSystemCalls.ReadAt(descriptor, word, 0) == sizeof(ulong) && begun == 0
            && FileSystemCalls.ReadAt(descriptor, word, SegmentHeader.HeaderBytes) == sizeof(ulong) && begun == 0;
        if (isSpare && FileSystemCalls.FileBytes(descriptor) == bytes)
        {
            return descriptor;
        }

        FileSystemCalls.Close(descriptor);
        if (!isSpare)
        {
            return -FileSystemCalls.Exists;
        }

        int error = FileSystemCalls.Unlink(path);
        return error != 0
            ? -error
            : FileSystemCalls.Open(path, FileSystemCalls.ReadWrite | FileSystemCalls.Create | FileSystemCalls.Exclusive);
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

    private static void Touch(byte* address, long bytes)
    {
        if (FileSystemCalls.Populate(address, bytes))
        {
            return;
        }

        for (long offset = 0; offset < bytes; offset += PageBytes)
        {
            // Zero is what stands there: the first byte of every page of a spare is.
            Volatile.Write(ref address[offset], 0);
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
