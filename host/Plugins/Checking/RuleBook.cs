namespace Strategies.Plugins.Checking;

/// <summary>Looks framework types and members up in <see cref="DeterminismRules"/>.</summary>
internal static class RuleBook
{
    private const string HashCodeMethod = "GetHashCode";

    private static readonly HashSet<string> StableHashCodes = new(StringComparer.Ordinal)
    {
        "System.Boolean", "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32",
        "System.UInt32", "System.Int64",
        "System.UInt64", "System.Char", "System.Double", "System.Single",
    };

    /// <summary>Why a type as a whole is refused; null when it is not.</summary>
    /// <param name="fullName">Namespace and name, <c>Outer+Inner</c> for nested ones.</param>
    internal static string? RefuseType(string fullName)
    {
        if (FindRule(fullName) is { } rule)
        {
            return rule.Refusal("");
        }

        string outermost = Outermost(fullName);
        int dot = outermost.LastIndexOf('.');
        string nameSpace = dot < 0 ? "" : outermost[..dot];
        bool isAllowed = DeterminismRules.AllowedNamespaces.Contains(nameSpace)
            || nameSpace == "System.Diagnostics.CodeAnalysis";
        return isAllowed || IsAttributeArgument(outermost) ? null : NamespaceHint(nameSpace);
    }

    /// <summary>Why a member is refused though its type is not; null when it is allowed.</summary>
    /// <param name="fullName">The type that declares it.</param>
    /// <param name="member">Name as the metadata has it.</param>
    /// <param name="callerMethod">Name of the method that uses it.</param>
    internal static string? RefuseMember(string fullName, string member, string callerMethod)
    {
        if (member == HashCodeMethod && !StableHashCodes.Contains(fullName))
        {
            return RefuseHashCode(member, callerMethod);
        }

        return FindRule(fullName)?.Refusal(PropertyName(member));
    }

    /// <summary>
    /// Hash codes may be computed for a dictionary, not used: a call is allowed only within another <c>GetHashCode</c>.
    /// </summary>
    internal static string? RefuseHashCode(string member, string callerMethod) =>
        member == HashCodeMethod && callerMethod != HashCodeMethod ? DeterminismRules.HashCodeHint : null;

    /// <summary>The name of the property or event behind an accessor; other names as they are.</summary>
    internal static string PropertyName(string member) =>
        member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal)
            ? member[4..] : member;

    private static TypeRule? FindRule(string fullName)
    {
        string outermost = Outermost(fullName);
        foreach (TypeRule rule in DeterminismRules.Types)
        {
            if (rule.Covers(fullName) || rule.Covers(outermost))
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>Enumerations that occur only in the arguments of attributes which compilers write.</summary>
    private static bool IsAttributeArgument(string fullName) => fullName is
        "System.Diagnostics.DebuggerBrowsableState" or "System.ComponentModel.EditorBrowsableState"
        or "System.Security.Permissions.SecurityAction";

    private static string Outermost(string fullName)
    {
        int plus = fullName.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? fullName : fullName[..plus];
    }

    private static string NamespaceHint(string nameSpace)
    {
        foreach ((string refused, string hint) in DeterminismRules.RefusedNamespaces)
        {
            if (nameSpace == refused || nameSpace.StartsWith(refused + ".", StringComparison.Ordinal))
            {
                return hint;
            }
        }

        return DeterminismRules.UnknownNamespace;
    }
}
