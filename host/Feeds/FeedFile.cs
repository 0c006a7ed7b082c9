using System.IO.Compression;

namespace Strategies.Feeds;

/// <summary>Opens files of feeds; every failure becomes a <see cref="FeedException"/>.</summary>
internal static class FeedFile
{
    // Every reader has its own buffer.
    private const int NoBuffer = 0;

    /// <summary>Opens a file as it is.</summary>
    internal static FileStream Open(string file)
    {
        if (Directory.Exists(file))
        {
            throw FeedException.ForFile(file, "this is a folder, not a file", "name one file in it");
        }

        string? folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw FeedException.ForFile(
                file,
                $"the folder '{folder}' does not exist",
                "check the path; market data is not part of this repository");
        }

        try
        {
            return new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.Read, NoBuffer, FileOptions.SequentialScan);
        }
        catch (FileNotFoundException cause)
        {
            throw FeedException.ForFile(file, "the file does not exist", "check the name; its folder exists", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw FeedException.ForFile(
                file, $"the file cannot be opened: {cause.Message}", "check its permissions", cause);
        }
    }

    /// <summary>The first bytes of a file, fewer if it is shorter.</summary>
    internal static byte[] ReadStart(string file, int bytes, bool decompress)
    {
        using FileStream stream = Open(file);
        using BufferedFeedReader reader = new(file, stream, decompress ? Unpack(stream) : stream, Math.Max(bytes, 16));
        _ = reader.TryEnsure(bytes);
        return reader.Peek(Math.Min(bytes, reader.Available)).ToArray();
    }

    /// <summary>
    /// Opens a file for reading through one buffer; gzip is recognised by its first bytes and unpacked.
    /// </summary>
    internal static BufferedFeedReader OpenReader(string file, int bufferBytes)
    {
        bool isCompressed = IsGzip(ReadStart(file, 2, decompress: false));
        FileStream stream = Open(file);
        return new BufferedFeedReader(file, stream, isCompressed ? Unpack(stream) : stream, bufferBytes);
    }

    internal static bool IsGzip(ReadOnlySpan<byte> start) => start.Length >= 2 && start[0] == 0x1F && start[1] == 0x8B;

    private static GZipStream Unpack(Stream stream) => new(stream, CompressionMode.Decompress);
}
