using System.Collections.Immutable;

namespace Strategies.Plugins.Packages;

/// <summary>One file of a package, read once: what is checked, hashed and loaded are these bytes.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="Bytes">Its content.</param>
public sealed record PackageFile(string Name, ImmutableArray<byte> Bytes)
{
    /// <summary>True for an assembly's file.</summary>
    public bool IsAssembly => Name.EndsWith(StrategyPackage.AssemblyExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name without <c>.dll</c>.</summary>
    public string SimpleName => IsAssembly ? Name[..^StrategyPackage.AssemblyExtension.Length] : Name;
}
