using System.IO.Compression;
using System.IO.Hashing;

namespace Strategies.Feeds.Lobster;

/// <summary>
/// The lines of one member of a zip, unpacked as they are read, in one buffer. At its end the member is compared with
/// the checksum that the zip has for it.
/// </summary>
internal sealed class ZipLineReader : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly ZipArchive _zip;
    private readonly ZipArchiveEntry _entry;
    private readonly BufferedFeedReader _reader;
    private readonly Crc32 _crc = new();
    private int _lineBytes;

    internal ZipLineReader(string file, string member)
    {
        File = $"{file}/{member}";
        _zip = LobsterArchive.Open(file);
        try
        {
            _entry = _zip.GetEntry(member)!;
            _reader = new BufferedFeedReader(File, _entry.Open(), BufferBytes, _entry.Length);
        }
        catch (InvalidDataException cause)
        {
            _zip.Dispose();
            throw FeedException.ForFile(
                File, $"the member cannot be read: {cause.Message}", "fetch the zip again", cause);
        }
    }

    /// <summary>Zip and member, for errors.</summary>
    internal string File { get; }

    /// <summary>Number of the current line, from 1.</summary>
    internal long LineNumber { get; private set; }

    /// <summary>The current line without its end; valid until the next one is read.</summary>
    internal ReadOnlySpan<byte> Line
    {
        get
        {
            ReadOnlySpan<byte> line = _reader.Peek(_lineBytes);
            line = line.EndsWith("\n"u8) ? line[..^1] : line;
            return line.EndsWith("\r"u8) ? line[..^1] : line;
        }
    }

    internal double FractionRead => _reader.FractionRead;

    internal bool MoveNext()
    {
        _reader.Skip(_lineBytes);
        _lineBytes = 0;
        int searched = 0;
        int end;
        while ((end = _reader.Peek(_reader.Available)[searched..].IndexOf((byte)'\n')) < 0)
        {
            searched = _reader.Available;
            if (_reader.IsBufferFull)
            {
                throw FeedException.AtLine(
                    File, LineNumber + 1, $"a line of more than {BufferBytes} bytes", "this is not a LOBSTER file");
            }

            if (!_reader.TryFill())
            {
                return TakeLastLine();
            }

            _crc.Append(_reader.Peek(_reader.Available)[searched..]);
        }

        _lineBytes = searched + end + 1;
        LineNumber++;
        return true;
    }

    internal FeedException Error(string problem, string hint) => FeedException.AtLine(File, LineNumber, problem, hint);

    public void Dispose()
    {
        _reader.Dispose();
        _zip.Dispose();
    }

    private bool TakeLastLine()
    {
        _lineBytes = _reader.Available;
        if (_lineBytes > 0)
        {
            LineNumber++;
            return true;
        }

        return _crc.GetCurrentHashAsUInt32() == _entry.Crc32 && _reader.Offset == _entry.Length
            ? false
            : throw FeedException.AtOffset(
                File,
                _reader.Offset,
                "what was unpacked does not have the length and checksum that the zip gives",
                "fetch the zip again; it is damaged");
    }
}
