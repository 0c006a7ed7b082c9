using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Strategies.Tidy.Tests;

/// <summary>A project file, with what it takes from the <c>Directory.Build.props</c> above it.</summary>
internal sealed class Project
{
    private const string ThisFolder = "$(MSBuildThisFileDirectory)";

    private Project(string file)
    {
        File = file;
        Folder = Path.GetDirectoryName(file)!;
        foreach (string source in Sources(file))
        {
            XDocument document = XDocument.Parse(Repository.Read(source));
            string folder = Path.GetDirectoryName(source)!;
            References.UnionWith(document.Descendants("ProjectReference")
                .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
                .Select(reference => Resolve(folder, (string)reference.Attribute("Include")!)));
            Friends.AddRange(document.Descendants("InternalsVisibleTo").Select(friend => (string)friend.Attribute("Include")!));
        }

        References.Remove(Folder);
    }

    /// <summary>All projects, by folder.</summary>
    internal static IReadOnlyDictionary<string, Project> All { get; } = Repository.Files
        .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
        .Select(file => new Project(file))
        .ToDictionary(project => project.Folder);

    internal static IEnumerable<Project> Products => All.Values.Where(project => !project.IsTest);

    internal string File { get; }

    internal string Folder { get; }

    internal string Name => Path.GetFileNameWithoutExtension(File);

    internal bool IsTest => File.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>A strategy's package: it refers to the SDK and to nothing else.</summary>
    internal bool IsPackage => Regex.IsMatch(File, "^(samples|strategies)/");

    /// <summary>Folders of the projects whose code it is compiled against, those above all first.</summary>
    internal SortedSet<string> References { get; } = new(StringComparer.Ordinal);

    /// <summary>Assemblies that see its internals.</summary>
    internal List<string> Friends { get; } = [];

    /// <summary>What it refers to, directly or through others.</summary>
    internal SortedSet<string> Reach()
    {
        SortedSet<string> reached = new(StringComparer.Ordinal);
        Stack<string> toFollow = new(References);
        while (toFollow.TryPop(out string? folder))
        {
            if (reached.Add(folder))
            {
                foreach (string next in All[folder].References)
                {
                    toFollow.Push(next);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<string> Sources(string file)
    {
        yield return file;
        for (string? folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string properties = Path.Combine(folder, "Directory.Build.props");
            if (Repository.Files.Contains(properties))
            {
                yield return properties;
            }
        }
    }

    private static string Resolve(string folder, string include)
    {
        string path = include.Replace(ThisFolder, "", StringComparison.Ordinal).Replace('\\', '/');
        return Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, folder, path)))!;
    }
}
