using System.Security.Cryptography;
using System.Text;
using Serilog;

namespace Strategies.Cell.Tokens;

/// <summary>
/// The tokens in force. The file is looked at before every question, so that a token that was added or revoked counts at
/// once; one that became unreadable is told in the log, and the tokens before stay in force.
/// </summary>
/// <remarks>Any thread.</remarks>
public sealed class TokenBook
{
    /// <summary>A file's time is coarse: of two changes within it the second might look as the first.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly string _file;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private (DateTime Written, long Length) _stamp;
    private Entry[] _entries;

    /// <exception cref="CellException">The file is not there or cannot be used.</exception>
    public TokenBook(string file, ILogger log, TimeProvider time)
    {
        _file = file;
        _log = log;
        _time = time;
        _stamp = Stamp();
        _entries = Load();
    }

    public string File => _file;

    /// <summary>Who holds a token. What it takes does not depend on how much of it is right.</summary>
    /// <param name="token">The token as it came.</param>
    /// <param name="expired">The token that it was, when its time is over.</param>
    /// <returns>Null when nobody does, or no longer.</returns>
    public NamedToken? Find(string token, out NamedToken? expired)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        NamedToken? found = null;
        foreach (Entry entry in Current())
        {
            if (CryptographicOperations.FixedTimeEquals(hash, entry.Hash))
            {
                found = entry.Token;
            }
        }

        expired = found?.Expires is { } end && end <= _time.GetUtcNow() ? found : null;
        return expired is null ? found : null;
    }

    private Entry[] Current()
    {
        lock (_lock)
        {
            (DateTime Written, long Length) stamp = Stamp();
            if (stamp != _stamp || DateTime.UtcNow - stamp.Written < Settling)
            {
                _stamp = stamp;
                try
                {
                    _entries = Load();
                    _log.Information("read {Count} tokens from {File}", _entries.Length, _file);
                }
                catch (CellException exception)
                {
                    _log.Error(
                        "the tokens before stay in force: {Problem} ({Hint})", exception.Message, exception.Hint);
                }
            }

            return _entries;
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        FileInfo file = new(_file);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private Entry[] Load() =>
        [.. TokenFile.Read(_file).Select(token => new Entry(token, Convert.FromHexString(token.Sha256)))];

    private sealed record Entry(NamedToken Token, byte[] Hash);
}
