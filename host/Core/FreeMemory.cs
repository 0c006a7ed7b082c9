namespace Strategies.Core;

/// <summary>
/// How much memory the machine has left: a file system in memory may promise more than there is. Allocates nothing once
/// opened.
/// </summary>
public sealed class FreeMemory : IDisposable
{
    private const int BytesRead = 512;

    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file = File.OpenHandle("/proc/meminfo");

    /// <summary>Bytes that can be had without anything being written away; the largest number when it is not said.</summary>
    public long AvailableBytes
    {
        get
        {
            Span<byte> text = stackalloc byte[BytesRead];
            text = text[..RandomAccess.Read(_file, text, 0)];
            int at = text.IndexOf("MemAvailable:"u8);
            return at < 0 ? long.MaxValue : Kilobytes(text[(at + "MemAvailable:".Length)..]) << 10;
        }
    }

    /// <summary>
    /// Bytes that a folder in memory can still take: what its file system promises, as far as the machine has it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public long RoomIn(string folder) => Math.Min(new DriveInfo(folder).AvailableFreeSpace, AvailableBytes);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static long Kilobytes(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text.TrimStart((byte)' ');
        return System.Buffers.Text.Utf8Parser.TryParse(digits, out long value, out _) ? value : long.MaxValue >> 10;
    }
}
