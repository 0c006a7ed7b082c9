using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Strategies.Ipc.Memory;
using Strategies.Journal.Durability;
using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Cell.Tokens;

/// <summary>
/// Reads and writes the file of tokens and, beside it, the local operator's file of clear ones. Both are for their owner
/// alone (mode 0600), are replaced whole or not at all, and are changed by one at a time.
/// </summary>
public static class TokenFile
{
    private const int TokenBytes = 32;
    private const string Prefix = "strat_";
    private const string WayOut =
        "strat token list shows what a good one holds; strat token add NAME --role ROLE makes one";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
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

        using TokenFileLock held = TokenFileLock.Take(file);
        if (File.Exists(file))
        {
            return false; // Somebody was quicker.
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
    public static IReadOnlyList<NamedToken> Read(string file) => Parse<NamedToken>(file, (tokens, root) =>
    {
        HashSet<string> names = [];
        for (int index = 0; index < tokens.Count; index++)
        {
            NamedToken token = tokens[index];
            if (!names.Add(token.Name))
            {
                throw root.At($"tokens[{index}].name").Error(
                    $"the name '{token.Name}' stands there twice", "names differ: remove one");
            }

            if (token.Sha256.Length != 64 || !token.Sha256.All(char.IsAsciiHexDigit))
            {
                throw root.At($"tokens[{index}].sha256").Error(
                    $"sha256 of '{token.Name}' is not a SHA-256 of 64 hexadecimal digits",
                    "the file holds hashes, never tokens");
            }
        }
    });

    /// <summary>The clear tokens of the local operator; none when there is no such file.</summary>
    /// <param name="file">The file of tokens, beside which they lie.</param>
    /// <exception cref="CellException">The file is not what it should be.</exception>
    public static IReadOnlyList<SecretToken> ReadSecrets(string file) =>
        File.Exists(SecretFileOf(file)) ? Parse<SecretToken>(SecretFileOf(file), (_, _) => { }) : [];

    /// <summary>Adds a token for somebody.</summary>
    /// <param name="file">The file of tokens; made when it is not there.</param>
    /// <param name="name">Who is to hold it.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="lifeSeconds">For how long, s (<see cref="TokenLife"/>); none for ever.</param>
    /// <returns>The token, which is written down nowhere, and from when on it is refused.</returns>
    /// <exception cref="CellException">The name is taken or unsuitable, so is its life, or the file cannot be used.</exception>
    public static (string Token, DateTimeOffset? Expires) Add(string file, string name, EdgeRole role, long? lifeSeconds)
    {
        Require(NameRule.IsGood(NameKind.Token, name, out string problem, out string hint), file, problem, hint);
        Require(TokenLife.IsGood(lifeSeconds ?? 1, out problem, out hint), file, problem, hint);
        using TokenFileLock held = TokenFileLock.Take(file);
        IReadOnlyList<NamedToken> tokens = File.Exists(file) ? Read(file) : [];
        Require(
            tokens.All(token => token.Name != name),
            file,
            $"there is a token '{name}' already",
            $"choose another name, or strat token revoke {name} first");
        string clear = NewToken();
        DateTimeOffset? expires = lifeSeconds is { } seconds ? DateTimeOffset.UtcNow.AddSeconds(seconds) : null;
        NamedToken added = new() { Name = name, Role = role, Sha256 = HashOf(clear), Expires = expires };
        Write(file, new TokenList<NamedToken> { Version = 1, Tokens = [.. tokens, added] });
        return (clear, expires);
    }

    /// <summary>Removes a token; the edge refuses it from its next request on.</summary>
    /// <param name="file">The file of tokens.</param>
    /// <param name="name">Whose.</param>
    /// <exception cref="CellException">There is none of that name, or the file cannot be used.</exception>
    public static void Revoke(string file, string name)
    {
        using TokenFileLock held = TokenFileLock.Take(file);
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

    private static IReadOnlyList<T> Parse<T>(string file, Action<IReadOnlyList<T>, ConfigNode> check)
    {
        if (!File.Exists(file) && !Directory.Exists(file))
        {
            throw new CellException(
                file, "there is no file of tokens", "strat up makes one; or strat token add NAME --role ROLE");
        }

        try
        {
            (TokenList<T> list, ConfigNode root) =
                ConfigFile.Read<TokenList<T>>(ConfigFile.ReadBytes(file, "the file of tokens"), file);
            check(list.Tokens, root);
            return list.Tokens;
        }
        catch (ConfigException error)
        {
            CellException told = CellException.Of(error);
            throw new CellException(told.Where, told.Problem, $"{told.Hint}; {WayOut}");
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

            AccessList.GiveToOwnerOf(Path.GetDirectoryName(file)!, temporary);
            File.Move(temporary, file, overwrite: true);
            // A loss of power must not bring a token back that was revoked.
            FolderSync.Sync(Path.GetDirectoryName(file)!);
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
