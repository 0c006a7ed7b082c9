using System.Reflection;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Loading;

/// <summary>Which methods of loaded assemblies are closed: they are neither run nor compiled.</summary>
internal sealed class ClosedCode
{
    private readonly Dictionary<Module, IReadOnlySet<int>> _tokens = [];

    /// <summary>Of a package and its loaded assemblies.</summary>
    /// <param name="closed">The package.</param>
    /// <param name="assemblies">Its assemblies by file name.</param>
    internal static ClosedCode Of(ClosedPackage closed, IReadOnlyDictionary<string, Assembly> assemblies)
    {
        ClosedCode code = new();
        foreach ((string fileName, Assembly assembly) in assemblies)
        {
            code._tokens[assembly.ManifestModule] = closed.TokensOf(fileName);
        }

        return code;
    }

    /// <summary>True for a method that is closed.</summary>
    internal bool Has(MethodBase method) =>
        _tokens.TryGetValue(method.Module, out IReadOnlySet<int>? tokens) && tokens.Contains(method.MetadataToken);
}
