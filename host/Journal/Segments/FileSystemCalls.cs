using System.Runtime.InteropServices;
using System.Text;

namespace Strategies.Journal.Segments;

/// <summary>
/// The few Linux calls that segments need, raw, so that a segment can be prepared on the hot thread without allocating.
/// Each gives zero or a positive result, or the negated error number, and starts again when a signal interrupts it.
/// </summary>
internal static unsafe partial class FileSystemCalls
{
    internal const int ReadOnly = 0;
    internal const int ReadWrite = 2;
    internal const int Create = 0x40;
    internal const int Exclusive = 0x80;
    internal const int Truncate = 0x200;
    internal const int WouldBlock = 11;
    internal const int NotFound = 2;
    internal const int Exists = 17;
    internal const int OtherFileSystem = 18;
    internal const int NotAFolder = 20;
    internal const int Invalid = 22;

    private const int Interrupted = 4;
    private const int CloseOnExec = 0x80000;
    private const int FileMode = 0x1A4; // rw-r--r--
    private const int SharedFileMode = 0x1B6; // rw-rw-rw-
    private const int ProtectRead = 1;
    private const int ProtectWrite = 2;
    private const int MapShared = 1;
    private const int SyncAndWait = 4;
    private const int PopulateForWriting = 23;
    private const int SeekEnd = 2;
    private const int LockAtOnce = 2 | 4;
    private const int LockGiveBack = 8;

    /// <summary>Opens or makes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="flags">How.</param>
    /// <param name="isShared">
    /// A file that is made may be written by others too, where the folder's rights or the umask let them: one of the archive,
    /// which the archiver writes and a core puts in order.
    /// </param>
    internal static int Open(string path, int flags, bool isShared = false)
    {
        fixed (byte* bytes = ToPath(path))
        {
            return Open(bytes, flags, isShared);
        }
    }

    /// <inheritdoc cref="Open(string, int, bool)"/>
    internal static int Open(byte* path, int flags, bool isShared = false)
    {
        while (true)
        {
            int result = open(path, flags | CloseOnExec, isShared ? SharedFileMode : FileMode);
            if (result >= 0)
            {
                return result;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                return -error;
            }
        }
    }

    internal static void Close(int descriptor) => _ = close(descriptor);

    internal static long FileBytes(int descriptor)
    {
        long result = lseek(descriptor, 0, SeekEnd);
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }

    /// <summary>
    /// Gives a file its size with all its blocks, so that writing to it cannot meet a full disk. 0 or the error
    /// number.
    /// </summary>
    internal static int Allocate(int descriptor, long bytes)
    {
        while (true)
        {
            int error = posix_fallocate(descriptor, 0, bytes);
            if (error != Interrupted)
            {
                return error;
            }
        }
    }

    /// <summary>Maps a file, shared. Null when it fails; the error is in <paramref name="error"/>.</summary>
    internal static byte* Map(int descriptor, long bytes, bool writable, out int error)
    {
        int protection = writable ? ProtectRead | ProtectWrite : ProtectRead;
        nint result = mmap(0, (nuint)bytes, protection, MapShared, descriptor, 0);
        error = result == -1 ? Marshal.GetLastPInvokeError() : 0;
        return result == -1 ? null : (byte*)result;
    }

    internal static void Unmap(byte* address, long bytes) => _ = munmap((nint)address, (nuint)bytes);

    /// <summary>Writes a mapping to the disk and waits. 0 or the error number.</summary>
    internal static int Sync(byte* address, long bytes) =>
        msync((nint)address, (nuint)bytes, SyncAndWait) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>
    /// Brings all pages of a mapping in, ready to be written. False where the kernel cannot (before Linux 5.14).
    /// </summary>
    internal static bool Populate(byte* address, long bytes) =>
        madvise((nint)address, (nuint)bytes, PopulateForWriting) == 0;

    /// <summary>Makes a folder's entries durable. 0 or the error number.</summary>
    internal static int SyncFolder(byte* path)
    {
        int descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            return -descriptor;
        }

        int error = fsync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
        Close(descriptor);
        return error;
    }

    /// <summary>Takes the exclusive lock of an open file or fails at once. 0 or the error number.</summary>
    internal static int LockExclusive(int descriptor)
    {
        while (flock(descriptor, LockAtOnce) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                return error;
            }
        }

        return 0;
    }

    /// <summary>
    /// Gives a file's lock back. Closing is not enough: a process that is being started holds, until it becomes another
    /// program, a copy of every descriptor, and with it the lock.
    /// </summary>
    internal static void Unlock(int descriptor) => flock(descriptor, LockGiveBack);

    /// <summary>Makes some bytes the whole content of a file. 0 or the error number.</summary>
    internal static int Replace(int descriptor, ReadOnlySpan<byte> content)
    {
        fixed (byte* bytes = content)
        {
            nuint count = (nuint)content.Length;
            return ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, count, 0) == content.Length
                ? 0
                : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Reads bytes at an offset; how many came, or the negated error number.</summary>
    internal static int ReadAt(int descriptor, Span<byte> buffer, long offset)
    {
        fixed (byte* bytes = buffer)
        {
            nint count = pread(descriptor, bytes, (nuint)buffer.Length, offset);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Writes bytes at an offset, all of them. 0 or the error number.</summary>
    internal static int WriteAt(int descriptor, ReadOnlySpan<byte> content, long offset)
    {
        fixed (byte* bytes = content)
        {
            for (long done = 0; done < content.Length;)
            {
                nint count = pwrite(descriptor, bytes + done, (nuint)(content.Length - done), offset + done);
                int error = count >= 0 ? 0 : Marshal.GetLastPInvokeError();
                if (error != 0 && error != Interrupted)
                {
                    return error;
                }

                done += Math.Max(0, count);
            }
        }

        return 0;
    }

    /// <summary>Writes a file's content and size to the disk and waits. 0 or the error number.</summary>
    internal static int SyncData(int descriptor) => fdatasync(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Gives a file another name in the same file system, in place of what has it. 0 or the error number.</summary>
    internal static int Rename(string from, string to)
    {
        fixed (byte* source = ToPath(from), target = ToPath(to))
        {
            return rename(source, target) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Makes a folder's entries durable. 0 or the error number.</summary>
    internal static int SyncFolder(string path)
    {
        fixed (byte* bytes = ToPath(path))
        {
            return SyncFolder(bytes);
        }
    }

    /// <summary>Removes a file. 0 or the error number.</summary>
    internal static int Unlink(string path)
    {
        fixed (byte* bytes = ToPath(path))
        {
            return Unlink(bytes);
        }
    }

    /// <summary>Gives a file a further name, unless that is taken. 0 or the error number.</summary>
    internal static int Link(byte* path, byte* further) => link(path, further) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Removes a file. 0 or the error number.</summary>
    internal static int Unlink(byte* path) => unlink(path) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>A path as the calls want it, zero at its end.</summary>
    internal static byte[] ToPath(string path)
    {
        byte[] bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(path) + 1, pinned: true);
        Encoding.UTF8.GetBytes(path, bytes);
        return bytes;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte* path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(int descriptor, long offset, int origin);

    [LibraryImport("libc")]
    private static partial int posix_fallocate(int descriptor, long offset, long length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(
        nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(nint address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int msync(nint address, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int madvise(nint address, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int rename(byte* from, byte* to);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(int descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(int descriptor, long length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pwrite(int descriptor, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pread(int descriptor, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlink(byte* path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int link(byte* path, byte* further);
}
