using System.Runtime.InteropServices;

namespace Strategies.Journal;

/// <summary>Turns what the operating system says about files into <see cref="JournalException"/>.</summary>
internal static class FileFaults
{
    private const int NotPermitted = 1;
    private const int NoAccess = 13;
    private const int TooLarge = 27;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;
    private const int LastErrorNumber = 4095;

    /// <summary>Runs file work of the framework; its failures come out as <see cref="JournalException"/>.</summary>
    internal static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Denied(path, NoAccess, exception);
        }
        catch (IOException exception) when ((exception.HResult & 0xFFFF) is NoSpace or QuotaExceeded)
        {
            throw Full(path, 0, exception.HResult & 0xFFFF, exception);
        }
        catch (IOException exception) when ((exception.HResult & 0xFFFF) == ReadOnlyFileSystem)
        {
            throw ReadOnly(path, exception);
        }
        catch (IOException exception)
        {
            // On Linux the framework has errno there, or else a code of its own, which is negative.
            int errorNumber = exception.HResult is > 0 and <= LastErrorNumber ? exception.HResult : 0;
            throw Other(path, exception.Message, errorNumber, exception);
        }
    }

    /// <summary>Runs file work that gives nothing back.</summary>
    internal static void Guard(string path, Action work) => Guard(path, () =>
    {
        work();
        return true;
    });

    /// <summary>The failure of a system call.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errorNumber">The value of errno.</param>
    /// <param name="doing">What was being done, as in "cannot ...".</param>
    /// <param name="bytes">Room that was asked for; 0 when none was.</param>
    internal static JournalException FromErrorNumber(string path, int errorNumber, string doing, long bytes = 0) =>
        errorNumber switch
        {
            NoSpace or QuotaExceeded => Full(path, bytes, errorNumber, null),
            TooLarge => Limited(path, bytes),
            ReadOnlyFileSystem => ReadOnly(path, null),
            NotPermitted or NoAccess => Denied(path, errorNumber, null),
            _ => Other(
                path,
                $"cannot {doing}: {Marshal.GetPInvokeErrorMessage(errorNumber)} (error {errorNumber})",
                errorNumber,
                null),
        };

    private static JournalException Full(string path, long bytes, int errorNumber, Exception? inner) => new(
        JournalFault.DiskFull,
        bytes > 0 ? $"the disk is full: no room for a segment of {bytes} bytes" : "the disk is full",
        "free space in the journal's file system; the journal is whole up to its last record and can be continued",
        path,
        inner: inner)
    { ErrorNumber = errorNumber };

    private static JournalException Denied(string path, int errorNumber, Exception? inner) => new(
        JournalFault.AccessDenied,
        "access is denied",
        $"give the user '{Environment.UserName}' read and write access to the journal's folder",
        path,
        inner: inner)
    { ErrorNumber = errorNumber };

    private static JournalException ReadOnly(string path, Exception? inner) => new(
        JournalFault.AccessDenied,
        "the file system is mounted read-only",
        "mount it for writing, or write to another folder; reading the journal where it is works",
        path,
        inner: inner)
    { ErrorNumber = ReadOnlyFileSystem };

    private static JournalException Limited(string path, long bytes) => new(
        JournalFault.DiskFull,
        bytes > 0 ? $"files may not grow to {bytes} bytes here" : "files may not grow that large here",
        "raise the limit (ulimit -f, LimitFSIZE of the service), or use smaller segments; the journal is whole up to its last "
        + "record and can be continued",
        path)
    { ErrorNumber = TooLarge };

    private static JournalException Other(string path, string message, int errorNumber, Exception? inner) => new(
        JournalFault.FileError, message, "check the path and the file system", path, inner: inner)
    { ErrorNumber = errorNumber };
}
