using System.Globalization;
using System.Text;
using Strategies.Journal.Segments;

namespace Strategies.Journal;

/// <summary>
/// The right to write a journal: an advisory lock that the operating system takes back when the process ends.
/// </summary>
internal sealed unsafe class JournalLock : IDisposable
{
    private const int PidBytesMax = 32;

    private int _descriptor;

    private JournalLock(int descriptor) => _descriptor = descriptor;

    /// <summary>Takes the lock and writes the process's number into the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isShared">It is the archive's: the core and the archiver both take it.</param>
    /// <exception cref="JournalException">Another writer has it, or the file cannot be opened.</exception>
    internal static JournalLock Acquire(string path, bool isShared = false)
    {
        int descriptor = FileSystemCalls.Open(path, FileSystemCalls.ReadWrite | FileSystemCalls.Create, isShared);
        if (descriptor < 0)
        {
            throw FileFaults.FromErrorNumber(path, -descriptor, "open the journal's lock");
        }

        int error = FileSystemCalls.LockExclusive(descriptor);
        if (error != 0)
        {
            JournalException failure = error == FileSystemCalls.WouldBlock
                ? Refused(path, descriptor)
                : FileFaults.FromErrorNumber(path, error, "lock the journal");
            FileSystemCalls.Close(descriptor);
            throw failure;
        }

        byte[] pid = Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        // For people only: the lock itself is the operating system's.
        error = FileSystemCalls.Replace(descriptor, pid);
        if (error != 0)
        {
            FileSystemCalls.Unlock(descriptor);
            FileSystemCalls.Close(descriptor);
            throw FileFaults.FromErrorNumber(path, error, "write the journal's lock");
        }

        return new JournalLock(descriptor);
    }

    /// <summary>Gives the right back.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            FileSystemCalls.Unlock(_descriptor);
            FileSystemCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private static JournalException Refused(string path, int descriptor)
    {
        Span<byte> bytes = stackalloc byte[PidBytesMax];
        int count = FileSystemCalls.ReadAt(descriptor, bytes, 0);
        string owner = count > 0 ? Encoding.ASCII.GetString(bytes[..count]).Trim() : "unknown";
        string self = owner == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) ? " (this one)" : "";
        return new JournalException(
            JournalFault.Locked,
            $"the journal is open for writing in process {owner}{self}",
            $"a journal has one writer: end process {owner}, wait for it, or use another folder",
            path);
    }
}
