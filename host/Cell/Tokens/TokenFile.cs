using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strategies.Cell.Tokens;

/// <summary>
/// Reads and writes the file of tokens and, beside it, the local operator's file of clear ones. Both are for their owner
/// alone (mode 0600) and are replaced whole or not at all.
/// </summary>
public static class TokenFile
{
    /// <summary>Longest name of a token in bytes: what the <c>who</c> of a record holds.</summary>
    public const int NameLengthMax = 32;

    private const int TokenBytes = 32;
    private const string Prefix = "strat_";
    private const string NameHint = "use 1 to 32 letters, digits, -, _ or .";
    private const string WayOut =
        "strat token list shows what a good one holds; strat token add NAME --role ROLE makes one";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The file with the clear tokens of the local operator, beside the file of tokens.</summary>
    /// <param name="file">The file of tokens.</param>
    public static string SecretFileOf(string file) => Path.ChangeExtension(file, ".secret.json");

    /// <summary>Makes both files with one token for each role, named after it. What is there already stays.</summary>
    /// <param name="file">The file of tokens.</param>
    /// <returns>False when there was one.</returns>
    /// <exception cref="CellException">They cannot be written.</exception>
    public static bool CreateDefault(string file)
    {
        if (File.Exists(file))
        {
            return false;
        }

        SecretToken[] secrets = [.. EdgeRoles.All.Select(role => new SecretToken
        {
            Name = EdgeRoles.NameOf(role),
            Role = role,
            Token = NewToken(),
        })];
        Write(SecretFileOf(file), new TokenList<SecretToken> { Version = 1, Tokens = secrets });
        Write(file, new TokenList<NamedToken>
        {
            Version = 1,
            Tokens = [.. secrets.Select(secret => new NamedToken
            {
                Name = secret.Name,
                Role = secret.Role,
                Sha256 = HashOf(secret.Token),
            })],
        });
        return true;
    }

    /// <summary>Reads and checks a file of tokens.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="CellException">It is not there, or not what it should be.</exception>
    public static IReadOnlyList<NamedToken> Read(string file)
    {
        IReadOnlyList<NamedToken> tokens = Parse<NamedToken>(file);
        HashSet<string> names = [];
        foreach (NamedToken token in tokens)
        {
            Require(IsName(token.Name), file, $"'{token.Name}' cannot name a token", NameHint);
            Require(
                names.Add(token.Name), file, $"the name '{token.Name}' stands there twice", "names differ: remove one");
            Require(
                token.Sha256.Length == 64 && token.Sha256.All(char.IsAsciiHexDigit),
                file,
                $"sha256 of '{token.Name}' is not a SHA-256 of 64 hexadecimal digits",
                "the file holds hashes, never tokens: " + WayOut);
        }

        return tokens;
    }

    /// <summary>The clear tokens of the local operator; none when there is no such file.</summary>
    /// <param name="file">The file of tokens, beside which they lie.</param>
    /// <exception cref="CellException">The file is not what it should be.</exception>
    public static IReadOnlyList<SecretToken> ReadSecrets(string file) =>
        File.Exists(SecretFileOf(file)) ? Parse<SecretToken>(SecretFileOf(file)) : [];

    /// <summary>Adds a token for somebody.</summary>
    /// <param name="file">The file of tokens; made when it is not there.</param>
    /// <param name="name">Who is to hold it.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="expires">From when on it is refused; none for never.</param>
    /// <returns>The token: it is written down nowhere.</returns>
    /// <exception cref="CellException">The name is taken or unsuitable, or the file cannot be used.</exception>
    public static string Add(string file, string name, EdgeRole role, DateTimeOffset? expires)
    {
        Require(IsName(name), file, $"'{name}' cannot name a token", NameHint);
        IReadOnlyList<NamedToken> tokens = File.Exists(file) ? Read(file) : [];
        Require(
            tokens.All(token => token.Name != name),
            file,
            $"there is a token '{name}' already",
            $"choose another name, or strat token revoke {name} first");
        string clear = NewToken();
        NamedToken added = new() { Name = name, Role = role, Sha256 = HashOf(clear), Expires = expires };
        Write(file, new TokenList<NamedToken> { Version = 1, Tokens = [.. tokens, added] });
        return clear;
    }

    /// <summary>Removes a token; the edge refuses it from its next request on.</summary>
    /// <param name="file">The file of tokens.</param>
    /// <param name="name">Whose.</param>
    /// <exception cref="CellException">There is none of that name, or the file cannot be used.</exception>
    public static void Revoke(string file, string name)
    {
        IReadOnlyList<NamedToken> tokens = Read(file);
        string names = string.Join(", ", tokens.Select(token => token.Name));
        Require(tokens.Any(token => token.Name == name), file, $"there is no token '{name}'", $"there are: {names}");
        Write(file, new TokenList<NamedToken> { Version = 1, Tokens = [.. tokens.Where(token => token.Name != name)] });
        IReadOnlyList<SecretToken> secrets = ReadSecrets(file);
        if (secrets.Any(secret => secret.Name == name))
        {
            SecretToken[] left = [.. secrets.Where(secret => secret.Name != name)];
            Write(SecretFileOf(file), new TokenList<SecretToken> { Version = 1, Tokens = left });
        }
    }

    /// <summary>The hash by which a token is known.</summary>
    /// <param name="token">The token.</param>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string NewToken() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    private static bool IsName(string name) => name.Length is > 0 and <= NameLengthMax
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static IReadOnlyList<T> Parse<T>(string file)
    {
        try
        {
            TokenList<T> list = JsonSerializer.Deserialize<TokenList<T>>(File.ReadAllBytes(file), Options)
                ?? throw new CellException(file, "the file of tokens is empty", WayOut);
            Require(list.Version == 1, file, $"version {list.Version} is not known", "this build reads version 1");
            return list.Tokens;
        }
        catch (JsonException exception)
        {
            string message = exception.Message.Split(" Path:")[0];
            throw new CellException(
                file, $"the tokens cannot be read: line {(exception.LineNumber ?? 0) + 1}: {message}", WayOut);
        }
        catch (FileNotFoundException)
        {
            throw new CellException(
                file, "there is no file of tokens", "strat up makes one; or strat token add NAME --role ROLE");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(file, $"the tokens cannot be read: {exception.Message}", WayOut);
        }
    }

    private static void Write<T>(string file, TokenList<T> list)
    {
        string temporary = $"{file}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (FileStream stream = new(temporary, options))
            {
                JsonSerializer.Serialize(stream, list, Options);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new CellException(
                file, $"the tokens cannot be written: {exception.Message}", "give a file in a folder that may be written");
        }
    }

    private static void Require(bool condition, string file, string problem, string hint)
    {
        if (!condition)
        {
            throw new CellException(file, problem, hint);
        }
    }
}
