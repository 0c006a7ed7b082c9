using System.Globalization;

namespace Strategies.Risk.Files;

/// <summary>A value of a configuration with its place, so that whatever is wrong with it is told with file and line.</summary>
public sealed class ConfigNode
{
    private readonly List<ConfigNode> _children = [];

    internal ConfigNode(string file, string path, string key, int keyLine, int line, ConfigKind kind, string text)
    {
        File = file;
        Path = path;
        Key = key;
        KeyLine = keyLine;
        Line = line;
        EndLine = line;
        Kind = kind;
        Text = text;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Keys and positions from the root to here, for example <c>slots[0].name</c>; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Its key; an element's is that of its list.</summary>
    public string Key { get; }

    /// <summary>Line of the value's beginning, from 1; 0 in a text that no person has written.</summary>
    public int Line { get; }

    /// <summary>What it is.</summary>
    public ConfigKind Kind { get; }

    /// <summary>A text without quotes and escapes, or a number, <c>true</c>, <c>false</c> as written; else empty.</summary>
    public string Text { get; }

    /// <summary>Values of an object's keys, or elements of a list, in the order of the file.</summary>
    public IReadOnlyList<ConfigNode> Children => _children;

    /// <summary>Line of the key.</summary>
    internal int KeyLine { get; }

    /// <summary>Line of the value's end.</summary>
    internal int EndLine { get; set; }

    /// <summary>The value of a key; null when the key is not there.</summary>
    /// <param name="key">The key.</param>
    public ConfigNode? Find(string key) =>
        Kind == ConfigKind.Object ? _children.Find(child => child.Key == key) : null;

    /// <summary>The deepest value on a path that is there; this one when nothing of it is.</summary>
    /// <param name="path">Keys and positions, for example <c>slots[0].name</c>.</param>
    public ConfigNode At(string path)
    {
        ConfigNode node = this;
        foreach (string part in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            ConfigNode? next = part[0] != '[' ? node.Find(part)
                : int.TryParse(part[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                    && index < node._children.Count ? node._children[index] : null;
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return node;
    }

    /// <summary>What is wrong with this value, to be thrown.</summary>
    /// <param name="problem">What is wrong, naming the key.</param>
    /// <param name="hint">What would be right.</param>
    public ConfigException Error(string problem, string hint) => ErrorAt(Line, problem, hint);

    internal ConfigException ErrorAt(int line, string problem, string hint) => new(
        File, line, Key, line > 0 ? $"line {line}" : Path.Length > 0 ? $"at {Path}" : "", problem, hint, null);

    internal void Add(ConfigNode child) => _children.Add(child);

    /// <summary>What stands there, for "must be a number, not ...".</summary>
    internal string Described => Kind switch
    {
        ConfigKind.Object => "an object",
        ConfigKind.List => "a list",
        ConfigKind.Text => $"the text \"{Text}\"",
        ConfigKind.Null => "null",
        _ => Text,
    };

    /// <exception cref="ConfigException">It is of another kind.</exception>
    internal void Require(ConfigKind kind, string problem, string hint)
    {
        if (Kind != kind)
        {
            throw Error(problem, hint);
        }
    }

    /// <summary>Refuses keys that are not known.</summary>
    /// <exception cref="ConfigException">One is not; the message asks for the nearest.</exception>
    internal void RequireKnownKeys(IReadOnlyCollection<string> known)
    {
        ConfigNode? unknown = _children.Find(child => !known.Contains(child.Key));
        if (unknown is not null)
        {
            throw unknown.ErrorAt(unknown.KeyLine, $"unknown key '{unknown.Key}'", Suggestion.For(unknown.Key, known));
        }
    }

    /// <summary>Refuses an object that lacks a key.</summary>
    /// <exception cref="ConfigException">One is not there.</exception>
    internal void RequireKeys(IEnumerable<string> required, IEnumerable<string> known)
    {
        string? missing = required.FirstOrDefault(key => Find(key) is null);
        if (missing is not null)
        {
            string place = EndLine > 0 ? $"line {EndLine}" : Path.Length > 0 ? $"at {Path}" : "";
            throw new ConfigException(
                File, EndLine, missing, place, $"key '{missing}' is missing", $"add \"{missing}\" beside {Listed(known)}", null);
        }
    }

    /// <exception cref="ConfigException">It is no text.</exception>
    internal string RequireText()
    {
        Require(ConfigKind.Text, $"'{Key}' must be a text, not {Described}", "write it in quotes");
        return Text;
    }

    internal static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
