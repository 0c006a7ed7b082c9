using Strategies.Edge.Hosting;
using Strategies.Risk.Naming;

namespace Strategies.Edge.Commands;

/// <summary>Holds the names in paths and bodies of requests to the rule for names.</summary>
internal static class RequestName
{
    /// <exception cref="EdgeException">400: it cannot be a name of that.</exception>
    internal static void Require(NameKind kind, string name)
    {
        if (!NameRule.IsGood(kind, name, out string problem, out string hint))
        {
            throw Refuse(problem, hint);
        }
    }

    /// <exception cref="EdgeException">400: the name in it cannot be one.</exception>
    internal static void RequireScope(string scope)
    {
        if (!ScopeName.IsGood(scope, out string problem, out string hint))
        {
            throw Refuse(problem, hint);
        }
    }

    /// <summary>Checks SYMBOL or SYMBOL@VENUE; nothing is for all instruments.</summary>
    /// <exception cref="EdgeException">400: it cannot name an instrument.</exception>
    internal static void RequireInstrument(string name)
    {
        if (name.Length > 0 && !ScopeName.IsGoodInstrument(name, out string problem, out string hint))
        {
            throw Refuse(problem, hint);
        }
    }

    private static EdgeException Refuse(string problem, string hint) => new(400, "the name cannot be used", problem, hint);
}
