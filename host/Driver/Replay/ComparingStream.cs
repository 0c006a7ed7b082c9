namespace Strategies.Driver.Replay;

/// <summary>Takes bytes and compares them with others instead of keeping them.</summary>
/// <param name="others">What is expected.</param>
internal sealed class ComparingStream(ReadOnlyMemory<byte> others) : Stream
{
    private long _length;
    private bool _isDifferent;

    /// <summary>True when exactly the expected bytes were written.</summary>
    internal bool IsEqual => !_isDifferent && _length == others.Length;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _isDifferent = _isDifferent || _length + buffer.Length > others.Length
            || !others.Span.Slice((int)_length, buffer.Length).SequenceEqual(buffer);
        _length += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
