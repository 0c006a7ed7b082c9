using System.Text.Json;
using System.Text.Json.Serialization;

namespace Strategies.Risk.Files;

/// <summary>
/// The one reader of configuration: limits, plans, cells and tokens have its manners. JSON in UTF-8, with or without a byte
/// order mark; comments and trailing commas are allowed; keys that are not known, or stand twice, are refused, and so is what
/// is not of its key's kind or out of its key's range. Off the hot path; any thread.
/// </summary>
public static class ConfigFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, for the message: "the plan".</param>
    /// <exception cref="ConfigException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path, string what)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = error switch
            {
                FileNotFoundException => "there is no such file",
                DirectoryNotFoundException => "there is no such folder",
                UnauthorizedAccessException => "it is a folder, or may not be read",
                _ => error.Message,
            };
            throw new ConfigException(path, 0, "", $"{what} cannot be read ({why})", $"give the path of {what}", error);
        }
    }

    /// <summary>Reads a configuration whose keys are the properties of a type.</summary>
    /// <typeparam name="T">
    /// A record. Every number has a <see cref="ConfigWholeAttribute"/> or a <see cref="ConfigDecimalAttribute"/>, a name a
    /// <see cref="Naming.NameOfAttribute"/>, another text a <see cref="ConfigTextAttribute"/>; what is required must be there.
    /// </typeparam>
    /// <param name="content">The text.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="hasLines">False for a text that no person has written: messages name keys in place of lines.</param>
    /// <returns>The value, and where each part of it stands.</returns>
    /// <exception cref="ConfigException">It is not what it should be.</exception>
    public static (T Value, ConfigNode Root) Read<T>(ReadOnlySpan<byte> content, string file, bool hasLines = true)
        where T : class
    {
        ConfigNode root = ConfigText.Parse(content, file, hasLines);
        ConfigShape.Check(root, typeof(T));
        T value = JsonSerializer.Deserialize<T>(ConfigText.WithoutMark(content), Options)
            ?? throw root.Error("the file is empty", "begin it with {");
        return (value, root);
    }

    /// <summary>
    /// Holds the body of a request against the type that it is to become, by the same rules and stricter: no byte order mark,
    /// no comments, no trailing commas.
    /// </summary>
    /// <param name="content">The body.</param>
    /// <param name="type">As for <see cref="Read{T}"/>; parameters of its constructor without a default must be there too.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ConfigException">It is not what it should be.</exception>
    public static void CheckRequest(ReadOnlySpan<byte> content, Type type, string name) =>
        ConfigShape.Check(ConfigText.ParseStrict(content, name), type);
}
