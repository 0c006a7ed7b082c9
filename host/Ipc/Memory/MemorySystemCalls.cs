using System.Runtime.InteropServices;

namespace Strategies.Ipc.Memory;

/// <summary>
/// The few Linux calls that regions need. Each gives zero or a positive result, or the negated error number, and
/// starts again when a signal interrupts it. None is made per record.
/// </summary>
internal static unsafe partial class MemorySystemCalls
{
    internal const int NotFound = 2;
    internal const int Exists = 17;
    internal const int IsFolder = 21;
    internal const int TooManyLinks = 40;
    internal const int NotSupported = 95;

    private const int Interrupted = 4;
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;
    private const int Nameless = 0x400000;
    private const int FileMode = 0x180; // rw-------
    private const int ProtectRead = 1;
    private const int ProtectWrite = 2;
    private const int MapShared = 1;
    private const int PopulateForReading = 22;
    private const int PopulateForWriting = 23;
    private const int CurrentFolder = -100;
    private const int FollowLink = 0x400;
    private const int EmptyPath = 0x1000;
    private const uint StatxBasic = 0x7FF;
    private const long NsPerSecond = 1_000_000_000;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly int OnlyFolder = IsArm ? 0x4000 : 0x10000;
    private static readonly int NoLinks = IsArm ? 0x8000 : 0x20000;

    /// <summary>Opens a file, which must not be a symbolic link. The descriptor or the negated error number.</summary>
    internal static int Open(string file, bool isReadOnly) =>
        Repeat(() => open(file, (isReadOnly ? ReadOnly : ReadWrite) | CloseOnExec | NoLinks, 0));

    /// <summary>Makes a file without a name, mode 0600. The descriptor or the negated error number.</summary>
    internal static int CreateNameless(string folder) =>
        Repeat(() => open(folder, ReadWrite | CloseOnExec | Nameless | OnlyFolder, FileMode));

    /// <summary>Gives a nameless file its name; fails when the name is taken. 0 or the negated error number.</summary>
    internal static int Link(int descriptor, string file) =>
        Repeat(() => linkat(CurrentFolder, $"/proc/self/fd/{descriptor}", CurrentFolder, file, FollowLink));

    internal static int Unlink(string file) => Repeat(() => unlink(file));

    internal static void Close(int descriptor) => _ = close(descriptor);

    /// <summary>Gives a file its size with all its pages. 0 or the error number, negated.</summary>
    internal static int Allocate(int descriptor, long bytes)
    {
        while (true)
        {
            int error = posix_fallocate(descriptor, 0, bytes);
            if (error != Interrupted)
            {
                return -error;
            }
        }
    }

    /// <summary>What a file is. 0 or the negated error number.</summary>
    internal static int Stat(int descriptor, out FileStatus status)
    {
        fixed (FileStatus* target = &status)
        {
            nint address = (nint)target;
            return Repeat(() => statx(descriptor, "", EmptyPath, StatxBasic, address));
        }
    }

    /// <summary>What lies under a path. 0 or the negated error number.</summary>
    internal static int Stat(string path, out FileStatus status)
    {
        fixed (FileStatus* target = &status)
        {
            nint address = (nint)target;
            return Repeat(() => statx(CurrentFolder, path, 0, StatxBasic, address));
        }
    }

    /// <summary>Maps a file, shared. Null when it fails; the error number is in <paramref name="error"/>.</summary>
    internal static byte* Map(int descriptor, long bytes, bool isReadOnly, out int error)
    {
        int protection = isReadOnly ? ProtectRead : ProtectRead | ProtectWrite;
        nint result = mmap(0, (nuint)bytes, protection, MapShared, descriptor, 0);
        error = result == -1 ? Marshal.GetLastPInvokeError() : 0;
        return result == -1 ? null : (byte*)result;
    }

    internal static void Unmap(byte* address, long bytes) => _ = munmap((nint)address, (nuint)bytes);

    /// <summary>Brings all pages of a mapping in. False where the kernel cannot (before Linux 5.14).</summary>
    internal static bool Populate(byte* address, long bytes, bool isReadOnly) =>
        madvise((nint)address, (nuint)bytes, isReadOnly ? PopulateForReading : PopulateForWriting) == 0;

    /// <summary>Sleeps; a signal may end it early.</summary>
    internal static void Sleep(long ns)
    {
        long* time = stackalloc long[2] { ns / NsPerSecond, ns % NsPerSecond };
        _ = nanosleep((nint)time, 0);
    }

    internal static uint UserId() => geteuid();

    private static int Repeat(Func<int> call)
    {
        while (true)
        {
            int result = call();
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

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int linkat(int oldFolder, string oldPath, int newFolder, string newPath, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlink(string path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    [LibraryImport("libc")]
    private static partial int posix_fallocate(int descriptor, long offset, long length);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, nint target);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(
        nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(nint address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int madvise(nint address, nuint length, int advice);

    [LibraryImport("libc")]
    private static partial int nanosleep(nint time, nint left);

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
