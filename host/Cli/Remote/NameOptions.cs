using System.CommandLine;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Remote;

/// <summary>Holds the names on the command line to the rule for names.</summary>
internal static class NameOptions
{
    internal delegate bool NameCheck(string name, out string problem, out string hint);

    /// <summary>Checks a name of one kind.</summary>
    internal static T Naming<T>(this T symbol, NameKind kind)
        where T : Symbol => symbol.Checking(
            (string name, out string problem, out string hint) => NameRule.IsGood(kind, name, out problem, out hint));

    /// <summary>Checks SYMBOL or SYMBOL@VENUE; nothing is for all instruments.</summary>
    internal static Option<string> NamingInstrument(this Option<string> option) => option.Checking(
        (string name, out string problem, out string hint) =>
        {
            (problem, hint) = ("", "");
            return name.Length == 0 || ScopeName.IsGoodInstrument(name, out problem, out hint);
        });

    /// <summary>Checks the name in <c>account:NAME</c> and the like.</summary>
    internal static Option<string> NamingScope(this Option<string> option) => option.Checking(ScopeName.IsGood);

    private static T Checking<T>(this T symbol, NameCheck check)
        where T : Symbol
    {
        switch (symbol)
        {
            case Option<string> option:
                option.Validators.Add(result =>
                {
                    if (result.GetValueOrDefault<string>() is { } name && !check(name, out string problem, out string hint))
                    {
                        result.AddError($"{option.Name}: {problem}; {hint}");
                    }
                });
                break;
            case Argument<string> argument:
                argument.Validators.Add(result =>
                {
                    if (result.GetValueOrDefault<string>() is { } name && !check(name, out string problem, out string hint))
                    {
                        result.AddError($"{argument.Name}: {problem}; {hint}");
                    }
                });
                break;
        }

        return symbol;
    }
}
