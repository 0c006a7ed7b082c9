using System.Text.RegularExpressions;
using Strategies.Plans;

namespace Strategies.Cli.Projects;

/// <summary>
/// Name of a strategy's project: the C# namespace of its code, whose last part names the class too.
/// </summary>
internal sealed partial class ProjectName
{
    private const int CharactersMax = 100;

    private static readonly HashSet<string> Taken =
    [
        // A part of these hides what the code of every template means by the name.
        "Strategies", "System", "Xunit",
    ];

    private ProjectName(string text) => Text = text;

    /// <summary>The whole name.</summary>
    internal string Text { get; }

    /// <summary>Its last part.</summary>
    internal string ClassName => Text[(Text.LastIndexOf('.') + 1)..];

    /// <exception cref="PlanException">It cannot be one.</exception>
    internal static ProjectName Of(string text)
    {
        string hint = "use letters, digits and _, parts separated by dots, such as Reversal or Desk.Reversal";
        if (text.Length > CharactersMax || !Form().IsMatch(text))
        {
            throw new PlanException("NAME", $"'{text}' cannot name a project", hint);
        }

        return text.Split('.').FirstOrDefault(part => Taken.Contains(part) || IsKeyword(part)) is { } bad
            ? throw new PlanException("NAME", $"'{bad}' means something else in C#", hint)
            : new ProjectName(text);
    }

    private static bool IsKeyword(string part) => part is
        "abstract" or "as" or "base" or "bool" or "break" or "byte" or "case" or "catch" or "char" or "checked" or "class" or "const"
        or "continue" or "decimal" or "default" or "delegate" or "do" or "double" or "else" or "enum" or "event" or "explicit"
        or "extern" or "false" or "finally" or "fixed" or "float" or "for" or "foreach" or "goto" or "if" or "implicit" or "in" or "int"
        or "interface" or "internal" or "is" or "lock" or "long" or "namespace" or "new" or "null" or "object" or "operator" or "out"
        or "override" or "params" or "private" or "protected" or "public" or "readonly" or "ref" or "return" or "sbyte" or "sealed"
        or "short" or "sizeof" or "stackalloc" or "static" or "string" or "struct" or "switch" or "this" or "throw" or "true" or "try"
        or "typeof" or "uint" or "ulong" or "unchecked" or "unsafe" or "ushort" or "using" or "virtual" or "void" or "volatile"
        or "while";

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\z")]
    private static partial Regex Form();
}
