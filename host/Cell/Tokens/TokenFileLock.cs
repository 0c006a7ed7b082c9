using System.Diagnostics;
using Strategies.Ipc.Memory;

namespace Strategies.Cell.Tokens;

/// <summary>
/// The right to change a file of tokens: whoever reads it to write it again holds this meanwhile, or the changes of two at once would
/// be one. A lock of the operating system on a file beside it, which ends with the process.
/// </summary>
internal sealed class TokenFileLock : IDisposable
{
    private const int RetryMs = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FileStream _held;

    private TokenFileLock(FileStream held) => _held = held;

    /// <summary>Waits for the lock; a change takes milliseconds.</summary>
    /// <param name="file">The file of tokens.</param>
    /// <exception cref="CellException">The file beside it cannot be made, or somebody does not let it go.</exception>
    internal static TokenFileLock Take(string file)
    {
        string path = $"{file}.lock";
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                FileStream held = new(path, OptionsOf());
                AccessList.GiveToOwnerOf(Path.GetDirectoryName(path)!, path);
                return new TokenFileLock(held);
            }
            catch (IOException) when (File.Exists(path) && Stopwatch.GetElapsedTime(started) < Patience)
            {
                Thread.Sleep(RetryMs);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CellException(
                    path,
                    $"the tokens cannot be locked: {exception.Message}",
                    "give a file in a folder that may be written, or end who holds it");
            }
        }
    }

    public void Dispose() => _held.Dispose();

    private static FileStreamOptions OptionsOf()
    {
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
