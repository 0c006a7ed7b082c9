using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Strategies.Risk.Files;

/// <summary>
/// Reads the text of a configuration: JSON in UTF-8, with or without a byte order mark, in which comments and trailing
/// commas are allowed and no key of an object stands twice.
/// </summary>
internal ref struct ConfigText
{
    private readonly ReadOnlySpan<byte> _content;
    private readonly string _file;
    private readonly bool _hasLines;
    private Utf8JsonReader _reader;
    private string _key = "";
    private int _counted;
    private int _line = 1;

    private ConfigText(ReadOnlySpan<byte> content, string file, bool hasLines, bool isStrict)
    {
        _content = content;
        _file = file;
        _hasLines = hasLines;
        _reader = new Utf8JsonReader(content, new JsonReaderOptions
        {
            CommentHandling = isStrict ? JsonCommentHandling.Disallow : JsonCommentHandling.Skip,
            AllowTrailingCommas = !isStrict,
        });
    }

    /// <summary>The bytes behind a byte order mark.</summary>
    internal static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) =>
        content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;

    /// <summary>Reads a text.</summary>
    /// <param name="content">The text.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="hasLines">False for a text that no person has written: keys stand for lines then.</param>
    /// <exception cref="ConfigException">It is no such text, or no object.</exception>
    internal static ConfigNode Parse(ReadOnlySpan<byte> content, string file, bool hasLines = true)
    {
        ReadOnlySpan<byte> text = WithoutMark(content);
        RequireUtf8(text, file);
        return new ConfigText(text, file, hasLines, isStrict: false).ParseRoot();
    }

    /// <summary>Reads what no person has written: no byte order mark, no comments, no trailing commas.</summary>
    /// <param name="content">The text.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="ConfigException">It is no such text, or no object.</exception>
    internal static ConfigNode ParseStrict(ReadOnlySpan<byte> content, string file)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            throw new ConfigException(file, 0, "", "a byte order mark stands in front", "begin with {");
        }

        RequireUtf8(content, file);
        return new ConfigText(content, file, hasLines: false, isStrict: true).ParseRoot();
    }

    private static void RequireUtf8(ReadOnlySpan<byte> text, string file)
    {
        if (!Utf8.IsValid(text))
        {
            throw new ConfigException(file, 0, "", "the text is not valid UTF-8", "write it as UTF-8");
        }
    }

    private ConfigNode ParseRoot()
    {
        Read();
        ConfigNode root = ReadValue("", "", keyLine: 0);
        Read(); // anything behind the value is an error of the reader's
        root.Require(ConfigKind.Object, $"the text must be one object, not {root.Described}", "begin it with {");
        return root;
    }

    private ConfigNode ReadValue(string path, string key, int keyLine)
    {
        int line = Line();
        ConfigKind kind = _reader.TokenType switch
        {
            JsonTokenType.StartObject => ConfigKind.Object,
            JsonTokenType.StartArray => ConfigKind.List,
            JsonTokenType.String => ConfigKind.Text,
            JsonTokenType.Number => ConfigKind.Number,
            JsonTokenType.Null => ConfigKind.Null,
            _ => ConfigKind.Truth,
        };
        string text = kind switch
        {
            ConfigKind.Text => Text(),
            ConfigKind.Number or ConfigKind.Truth => Encoding.UTF8.GetString(_reader.ValueSpan),
            _ => "",
        };
        ConfigNode node = new(_file, path, key, keyLine, line, kind, text);
        if (kind == ConfigKind.Object)
        {
            ReadMembers(node);
        }
        else if (kind == ConfigKind.List)
        {
            ReadElements(node);
        }

        return node;
    }

    private void ReadMembers(ConfigNode node)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Read();
        while (_reader.TokenType != JsonTokenType.EndObject)
        {
            string key = Text();
            int line = Line();
            _key = key;
            string path = node.Path.Length == 0 ? key : $"{node.Path}.{key}";
            if (!seen.Add(key))
            {
                throw new ConfigException(
                    _file, line, key, line > 0 ? $"line {line}" : $"at {path}", $"key '{key}' is there twice",
                    "keep one of them", null);
            }

            Read();
            node.Add(ReadValue(path, key, line));
            Read();
        }

        node.EndLine = Line();
    }

    private void ReadElements(ConfigNode node)
    {
        Read();
        while (_reader.TokenType != JsonTokenType.EndArray)
        {
            node.Add(ReadValue($"{node.Path}[{node.Children.Count}]", node.Key, Line()));
            Read();
        }

        node.EndLine = Line();
    }

    private void Read()
    {
        try
        {
            _reader.Read();
        }
        catch (JsonException error)
        {
            string message = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new ConfigException(
                _file, (int)(error.LineNumber ?? 0) + 1, _key, $"this is not JSON ({message})",
                "check brackets, quotes and commas up to here", error);
        }
    }

    private string Text()
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException error)
        {
            throw new ConfigException(
                _file, Line(), _key, "a text has an escape that is no character", "write the character itself", error);
        }
    }

    private int Line()
    {
        int start = (int)Math.Min(_reader.TokenStartIndex, _content.Length);
        _line += _content[_counted..start].Count((byte)'\n');
        _counted = start;
        return _hasLines ? _line : 0;
    }
}
