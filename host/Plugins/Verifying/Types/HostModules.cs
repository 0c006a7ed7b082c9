using System.Collections.Concurrent;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Sdk;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>The metadata of the assemblies that packages share with the host: the framework's that runs, and the SDK's.</summary>
/// <remarks>Any thread. What was read once stays: it cannot change while the process runs.</remarks>
internal static class HostModules
{
    private static readonly ConcurrentDictionary<string, Lazy<TypeModule?>> ByName = new(StringComparer.Ordinal);

    /// <summary>Finds one; null when there is none of that name.</summary>
    /// <param name="name">Simple name.</param>
    internal static TypeModule? Find(string name) => ByName.GetOrAdd(name, static key => new(() => Open(key))).Value;

    private static TypeModule? Open(string name)
    {
        string? path = name == PackageLayout.SdkAssembly ? typeof(Strategy).Assembly.Location
            : FrameworkAssemblies.FindVersion(name) is not null ? Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll")
            : null;
        return path is null ? null
            : new TypeModule(new PEReader(File.OpenRead(path), PEStreamOptions.PrefetchMetadata), name, isOfHost: true, Find);
    }
}
