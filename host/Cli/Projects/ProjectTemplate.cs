using System.Reflection;
using System.Text;

namespace Strategies.Cli.Projects;

/// <summary>
/// A template of <c>sdk/Templates</c>, which lies in this assembly too: the same files, with the same words replaced, as
/// <c>dotnet new</c> makes of its package.
/// </summary>
internal static class ProjectTemplate
{
    /// <summary>Where the template lies that is meant when none is named.</summary>
    internal const string Default = "minimal";

    private const string Root = "templates/";
    private const string Common = "common";

    /// <summary>Their names.</summary>
    internal static string[] Names { get; } = [Default, "market-maker", "bars"];

    private static Assembly Own => typeof(ProjectTemplate).Assembly;

    /// <summary>The files of a project: path below its folder, and text.</summary>
    /// <param name="template">One of <see cref="Names"/>.</param>
    /// <param name="project">The project.</param>
    /// <param name="feed">Where its packages come from.</param>
    /// <param name="version">Version of the packages.</param>
    internal static IEnumerable<(string Path, string Text)> Files(
        string template, ProjectName project, string feed, string version)
    {
        string Replaced(string text) => text
            .Replace("MyStrategy", project.Text, StringComparison.Ordinal)
            .Replace("MyClass", project.ClassName, StringComparison.Ordinal)
            .Replace("STRATEGIES_FEED", feed, StringComparison.Ordinal)
            .Replace("STRATEGIES_VERSION", version, StringComparison.Ordinal);
        foreach (string part in new[] { Common, template })
        {
            string start = $"{Root}{part}/";
            foreach (string resource in Own.GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal)))
            {
                yield return (Replaced(resource[start.Length..]), Replaced(Read(resource)));
            }
        }
    }

    private static string Read(string resource)
    {
        using StreamReader reader = new(Own.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
