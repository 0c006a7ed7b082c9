namespace Strategies.Feeds;

/// <summary>
/// Reads a stream through one buffer that is reused: what was peeked stays valid until the next call that may fill.
/// Errors of the stream become <see cref="FeedException"/> with the offset.
/// </summary>
internal sealed class BufferedFeedReader : IDisposable
{
    private readonly Stream _stream;
    private readonly FileStream? _compressed;
    private readonly byte[] _buffer;
    private readonly long _totalBytes;
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <param name="file">Name for errors.</param>
    /// <param name="compressed">
    /// The file's own stream, whose position tells how far reading is; closed at the end.
    /// </param>
    /// <param name="stream">What is read: the same stream or one that unpacks it; closed at the end.</param>
    /// <param name="bufferBytes">The most that can be asked for at once.</param>
    internal BufferedFeedReader(string file, FileStream compressed, Stream stream, int bufferBytes)
        : this(file, stream, bufferBytes, compressed.Length) => _compressed = compressed;

    /// <param name="file">Name for errors.</param>
    /// <param name="stream">What is read; closed at the end.</param>
    /// <param name="bufferBytes">The most that can be asked for at once.</param>
    /// <param name="totalBytes">What the stream should hold.</param>
    internal BufferedFeedReader(string file, Stream stream, int bufferBytes, long totalBytes)
    {
        File = file;
        _stream = stream;
        _totalBytes = totalBytes;
        _buffer = new byte[bufferBytes];
    }

    internal string File { get; }

    /// <summary>Offset of the first byte that has not been skipped, behind decompression.</summary>
    internal long Offset { get; private set; }

    /// <summary>Bytes in the buffer that have not been skipped.</summary>
    internal int Available => _end - _start;

    internal bool IsBufferFull => Available == _buffer.Length;

    internal double FractionRead =>
        _totalBytes == 0 ? 1 : Math.Min(1, (double)(_compressed?.Position ?? Offset) / _totalBytes);

    internal ReadOnlySpan<byte> Peek(int bytes) => _buffer.AsSpan(_start, bytes);

    /// <summary>Sees to it that so many bytes can be peeked.</summary>
    /// <returns>False when the stream ends before.</returns>
    internal bool TryEnsure(int bytes)
    {
        while (Available < bytes)
        {
            if (!TryFill())
            {
                return false;
            }
        }

        return true;
    }

    internal void Skip(int bytes)
    {
        _start += bytes;
        Offset += bytes;
    }

    /// <summary>Reads more; the buffer must not be full.</summary>
    /// <returns>False at the end of the stream.</returns>
    internal bool TryFill()
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start, Available).CopyTo(_buffer);
            _end = Available;
            _start = 0;
        }

        int count = Read(_buffer.AsSpan(_end));
        _end += count;
        _isAtEnd = count == 0;
        return count > 0;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _compressed?.Dispose();
    }

    private int Read(Span<byte> free)
    {
        try
        {
            return _stream.Read(free);
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException)
        {
            throw FeedException.AtOffset(
                File,
                Offset + Available,
                $"the file is damaged: {cause.Message}",
                "fetch the file again and compare its checksum",
                cause);
        }
    }
}
