namespace Strategies.Plugins.Checking;

/// <summary>Reads <c>allowed.txt</c>, whose head says how it is written.</summary>
internal sealed class AllowedListReader
{
    private const string Refusal = "not ";
    private const string MemberRefusal = "  - ";
    private const string MemberIndent = "  ";
    private const string Continuation = "    ";

    private readonly List<string> _types = [];
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refusedMembers = new(StringComparer.Ordinal);
    private readonly List<AllowedType> _allowed = [];
    private readonly List<KeyValuePair<string, string>> _refused = [];

    /// <summary>Reads a list.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">A line is not as the list's head says; the message has the line.</exception>
    internal static (IReadOnlyList<AllowedType> Allowed, IReadOnlyList<KeyValuePair<string, string>> Refused) Read(TextReader text)
    {
        AllowedListReader reader = new();
        string? whole = null;
        while (text.ReadLine() is { } line)
        {
            if (line.StartsWith(Continuation, StringComparison.Ordinal))
            {
                whole = $"{whole} {line.Trim()}";
                continue;
            }

            reader.Take(whole);
            whole = line;
        }

        reader.Take(whole);
        reader.EndTypes();
        return (reader._allowed, reader._refused);
    }

    private void Take(string? line)
    {
        if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
        {
            return;
        }

        if (line.StartsWith(MemberRefusal, StringComparison.Ordinal))
        {
            (string[] names, string hint) = Split(line[MemberRefusal.Length..], line);
            Array.ForEach(names, name => _refusedMembers.Add(name, hint));
        }
        else if (line.StartsWith(MemberIndent, StringComparison.Ordinal))
        {
            _members.UnionWith(Words(line));
        }
        else
        {
            EndTypes();
            if (line.StartsWith(Refusal, StringComparison.Ordinal))
            {
                (string[] names, string hint) = Split(line[Refusal.Length..], line);
                _refused.AddRange(names.Select(name => KeyValuePair.Create(name, hint)));
            }
            else
            {
                _types.AddRange(Words(line));
            }
        }
    }

    private void EndTypes()
    {
        AllowedType whole = new(
            "", _members.ToHashSet(StringComparer.Ordinal), new Dictionary<string, string>(_refusedMembers, StringComparer.Ordinal));
        _allowed.AddRange(_types.Select(type => whole with { Name = type }));
        _types.Clear();
        _members.Clear();
        _refusedMembers.Clear();
    }

    private static (string[] Names, string Hint) Split(string text, string line)
    {
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0
            ? (Words(text[..colon]), text[(colon + 2)..])
            : throw new FormatException($"the list of what is allowed has a refusal without a reason: {line}");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
