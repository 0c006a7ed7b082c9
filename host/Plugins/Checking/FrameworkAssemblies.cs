using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Strategies.Plugins.Checking;

/// <summary>
/// The assemblies of the running .NET, by name and version. The host's own assemblies are not among them.
/// </summary>
internal static class FrameworkAssemblies
{
    private static readonly ConcurrentDictionary<string, Version?> Versions = new(StringComparer.Ordinal);

    /// <summary>Version of a framework assembly as it runs here; null when it is none.</summary>
    /// <param name="name">Simple name, for example <c>System.Runtime</c>.</param>
    internal static Version? FindVersion(string name) => Versions.GetOrAdd(name, ReadVersion);

    private static Version? ReadVersion(string name)
    {
        bool looksLikeOne = name is "mscorlib" or "netstandard" or "WindowsBase"
            || name.StartsWith("System", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.", StringComparison.Ordinal);
        string path = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll");
        return looksLikeOne && File.Exists(path) ? AssemblyName.GetAssemblyName(path).Version : null;
    }
}
