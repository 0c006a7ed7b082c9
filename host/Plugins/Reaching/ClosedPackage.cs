using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;

namespace Strategies.Plugins.Reaching;

/// <summary>A package in which what its strategy cannot reach is closed: these bytes are judged and loaded.</summary>
/// <remarks>Its hash stays that of the package as it was stored; the closing follows from that and from the host's version alone.</remarks>
internal sealed class ClosedPackage
{
    private readonly Dictionary<string, HashSet<MethodDefinitionHandle>> _closed;

    private ClosedPackage(
        StrategyPackage package, PackageReach reach, Dictionary<string, HashSet<MethodDefinitionHandle>> closed)
    {
        Package = package;
        Reach = reach;
        _closed = closed;
    }

    /// <summary>The package with the closed bytes.</summary>
    internal StrategyPackage Package { get; }

    /// <summary>What its strategy reaches.</summary>
    internal PackageReach Reach { get; }

    /// <summary>How many methods are closed.</summary>
    internal int ClosedCount => _closed.Values.Sum(methods => methods.Count);

    /// <summary>Closes what cannot be reached.</summary>
    /// <param name="package">The package, as it was read.</param>
    /// <param name="images">Its assemblies.</param>
    internal static ClosedPackage Of(StrategyPackage package, PackageImages images)
    {
        PackageReach reach = PackageReach.Of(images, package.MainAssembly.Name);
        Dictionary<string, HashSet<MethodDefinitionHandle>> closed = new(StringComparer.Ordinal);
        Dictionary<string, PackageFile> files = package.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (AssemblyImage image in images.All.Where(image => !reach.Of(image.FileName).IsWhole))
        {
            HashSet<MethodDefinitionHandle> methods = [];
            files[image.FileName] = BodyCloser.Close(files[image.FileName], image, reach.Of(image.FileName), methods);
            closed[image.FileName] = methods;
        }

        return new ClosedPackage(package.With([.. package.Files.Select(file => files[file.Name])]), reach, closed);
    }

    /// <summary>A package as it is: nothing of it is closed.</summary>
    internal static ClosedPackage Whole(StrategyPackage package) => new(package, PackageReach.Whole, []);

    /// <summary>Tokens of the methods of an assembly that are closed.</summary>
    /// <param name="fileName">Its file.</param>
    internal IReadOnlySet<int> TokensOf(string fileName) => _closed.TryGetValue(fileName, out HashSet<MethodDefinitionHandle>? methods)
        ? methods.Select(method => MetadataTokens.GetToken(method)).ToHashSet() : ImmutableHashSet<int>.Empty;
}
