namespace Strategies.Plugins.Checking;

/// <summary>
/// What strategies may use of the framework: <c>allowed.txt</c> beside this file is the whole policy. What no line allows is
/// refused: what nobody has thought about is not known to give the same result twice.
/// </summary>
internal sealed class AllowedList
{
    /// <summary>Stands for all operators of a type.</summary>
    internal const string Operators = OperatorPrefix + Anything;

    /// <summary>What names of operators begin with.</summary>
    internal const string OperatorPrefix = "op_";

    /// <summary>Stands for all members that are not named.</summary>
    internal const string Anything = "*";

    private const string Resource = "allowed.txt";
    private const string NotListed = "it is not in the list of what gives the same result twice; write it in the strategy";

    private readonly Dictionary<string, AllowedType> _types = new(StringComparer.Ordinal);
    private readonly List<AllowedType> _patterns = [];
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _refusedPatterns = [];

    private AllowedList(IReadOnlyList<AllowedType> allowed, IReadOnlyList<KeyValuePair<string, string>> refused)
    {
        Types = allowed;
        RefusedNames = [.. refused.Select(one => one.Key)];
        foreach (AllowedType type in allowed)
        {
            if (NamePattern.IsOne(type.Name))
            {
                _patterns.Add(type);
            }
            else
            {
                _types.Add(type.Name, type);
            }
        }

        foreach ((string name, string hint) in refused)
        {
            if (NamePattern.IsOne(name))
            {
                _refusedPatterns.Add(new(name, hint));
            }
            else
            {
                _refused.Add(name, hint);
            }
        }

        _refusedPatterns.Sort((one, other) => other.Key.Length.CompareTo(one.Key.Length));
    }

    /// <summary>The list that comes with the host.</summary>
    internal static AllowedList Instance { get; } = Load();

    /// <summary>What is allowed, as it is written.</summary>
    internal IReadOnlyList<AllowedType> Types { get; }

    /// <summary>Types of which the list says what to use instead.</summary>
    internal IReadOnlyList<string> RefusedNames { get; }

    /// <summary>Why a type as a whole is refused; null when it may be named.</summary>
    /// <param name="fullName">Namespace and name, <c>Outer+Inner</c> for nested ones.</param>
    internal string? RefuseType(string fullName) => Find(fullName) is null ? HintOf(fullName) : null;

    /// <summary>Why a member is refused; null when it may be used.</summary>
    /// <param name="fullName">The type that declares it.</param>
    /// <param name="member">Its name, a property's without <c>get_</c> and <c>set_</c>.</param>
    internal string? RefuseMember(string fullName, string member) => Find(fullName) is not { } type ? HintOf(fullName)
        : type.Allows(member) ? null : type.HintOf(member) ?? NotListed;

    private AllowedType? Find(string fullName)
    {
        if (_types.TryGetValue(fullName, out AllowedType? type))
        {
            return type;
        }

        string outermost = Outermost(fullName);
        return _refused.ContainsKey(fullName) || _refused.ContainsKey(outermost) ? null
            : _patterns.Find(pattern => NamePattern.Covers(pattern.Name, fullName) || NamePattern.Covers(pattern.Name, outermost));
    }

    private string HintOf(string fullName)
    {
        string outermost = Outermost(fullName);
        if (_refused.TryGetValue(fullName, out string? hint) || _refused.TryGetValue(outermost, out hint))
        {
            return hint;
        }

        foreach ((string pattern, string words) in _refusedPatterns)
        {
            if (NamePattern.Covers(pattern, fullName))
            {
                return words;
            }
        }

        return NotListed;
    }

    private static string Outermost(string fullName)
    {
        int plus = fullName.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? fullName : fullName[..plus];
    }

    private static AllowedList Load()
    {
        using StreamReader text = new(typeof(AllowedList).Assembly.GetManifestResourceStream(Resource)!);
        (IReadOnlyList<AllowedType> allowed, IReadOnlyList<KeyValuePair<string, string>> refused) = AllowedListReader.Read(text);
        return new AllowedList(allowed, refused);
    }
}
