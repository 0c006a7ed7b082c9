using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Reaching;

/// <summary>
/// What of a package its strategy can reach. The strategy's own assembly counts whole: what its author wrote he hears about, reached or
/// not. Of a private dependency it is what the own assembly's methods come to.
/// </summary>
/// <remarks>
/// What is not reached is closed (<see cref="BodyCloser"/>) before anything is judged and loaded. So a mistake here lets nothing pass:
/// a method that is reached after all throws.
/// </remarks>
internal sealed class PackageReach
{
    private readonly Dictionary<string, ImageReach> _byFile = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Place), string> _ways = [];

    private PackageReach()
    {
    }

    /// <summary>Of a package all of which counts as reached.</summary>
    internal static PackageReach Whole { get; } = new();

    /// <summary>Walks a package.</summary>
    /// <param name="package">Its assemblies.</param>
    /// <param name="mainFile">File name of the strategy's own.</param>
    internal static PackageReach Of(PackageImages package, string mainFile)
    {
        PackageReach reach = new();
        if (package.All.Count < 2 || package.All.Find(image => image.FileName == mainFile) is not { } main)
        {
            return reach;
        }

        ReachWalk walk = new(package);
        walk.Run(main);
        foreach (AssemblyImage image in package.All.Where(image => image != main))
        {
            reach._byFile[image.FileName] = walk.Of(image);
        }

        foreach (MethodPlace method in walk.Reached.Where(method => method.Image != main))
        {
            reach._ways.TryAdd((method.Image.FileName, method.SourceName), string.Join(" > ", walk.WayTo(method)));
        }

        return reach;
    }

    /// <summary>What of an assembly is reached.</summary>
    /// <param name="fileName">Its file.</param>
    internal ImageReach Of(string fileName) => _byFile.GetValueOrDefault(fileName, ImageReach.Whole);

    /// <summary>By which methods a place is reached; empty for one in the strategy's own assembly.</summary>
    /// <param name="fileName">File of its assembly.</param>
    /// <param name="place">Type and member as the source names them.</param>
    internal string WayTo(string fileName, string place) => _ways.GetValueOrDefault((fileName, place), "");
}
