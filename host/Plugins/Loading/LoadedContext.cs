using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;

namespace Strategies.Plugins.Loading;

/// <summary>
/// Holds a collectible context strongly until it is unloaded: a context that nobody holds would start to unload by
/// itself while its strategy runs. All references from the host into the context go through here, so that letting go is
/// one step.
/// </summary>
internal sealed class LoadedContext(PluginLoader loader)
{
    private PluginLoader? _loader = loader;

    /// <summary>The strategy's constructor, once it is known.</summary>
    internal ConstructorInfo? Constructor { get; set; }

    internal bool IsUnloaded => _loader is null;

    /// <summary>Starts to unload and lets go of everything; the answer is dead once the context is collected.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal WeakReference<AssemblyLoadContext> Unload()
    {
        PluginLoader held = _loader ?? throw new InvalidOperationException("the context has been unloaded before");
        // Tracked through finalization: a short reference would be dead while the context is still in memory.
        WeakReference<AssemblyLoadContext> context = new(held.LoadContext, trackResurrection: true);
        _loader = null;
        Constructor = null;
        held.Dispose();
        return context;
    }
}
