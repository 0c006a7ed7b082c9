using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Strategies.Cells.Checking;

/// <summary>Finds names of .NET types where people expect words: a value whose type does not write itself.</summary>
internal static partial class TypeNames
{
    private static readonly HashSet<string> Known = [.. Assemblies(typeof(TypeNames).Assembly)
        .SelectMany(assembly => assembly.GetTypes())
        .Select(type => type.FullName!)];

    /// <summary>Fields of a log's line that name a type, as <c>name: value</c>. Exceptions, which have types, are left out.</summary>
    /// <param name="entry">The line.</param>
    internal static IEnumerable<string> In(JsonElement entry) => entry.EnumerateObject()
        .Where(field => !field.Name.StartsWith('@') && Word().Matches(field.Value.ToString()).Any(word => IsType(word.Value)))
        .Select(field => $"{field.Name}: {field.Value}");

    /// <summary>A generic one of the framework has a number behind a tick, an array brackets.</summary>
    private static bool IsType(string word) =>
        Known.Contains(word.TrimEnd('[', ']')) || (word.StartsWith("System.", StringComparison.Ordinal) && (word.Contains('`') || word.EndsWith("[]")));

    /// <summary>The host's assemblies that this one refers to, and theirs.</summary>
    private static HashSet<Assembly> Assemblies(Assembly first)
    {
        HashSet<Assembly> found = [first];
        Queue<Assembly> open = new(found);
        while (open.TryDequeue(out Assembly? assembly))
        {
            foreach (AssemblyName name in assembly.GetReferencedAssemblies())
            {
                if (name.Name!.StartsWith("Strategies.", StringComparison.Ordinal) && Assembly.Load(name) is var next && found.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return found;
    }

    [GeneratedRegex(@"[A-Za-z_][\w.+`]*(\[\])?")]
    private static partial Regex Word();
}
