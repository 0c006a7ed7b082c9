using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Strategies.Plugins.Loading;

namespace Strategies.Plugins.Retiring;

/// <summary>One entry of the retired list: first holds the version, after unloading only watches it.</summary>
internal sealed class RetiredEntry(RetiredContext name, LoadedContext held)
{
    private LoadedContext? _held = held;
    private WeakReference<AssemblyLoadContext>? _unloaded;

    internal RetiredContext Name => name;

    /// <summary>True while the context is in memory.</summary>
    internal bool IsAlive
    {
        // Not inlined: the target must not stay on the frame of the caller, who then waits for it to be gone.
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => _unloaded is null || _unloaded.TryGetTarget(out _);
    }

    internal bool IsOf(LoadedContext other) => ReferenceEquals(_held, other);

    /// <summary>Starts to unload if that has not been done; keeps no strong reference.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Unload()
    {
        // Not inlined for the same reason: the frame that still knows the context ends before anything is collected.
        if (_held is { } context)
        {
            _unloaded = context.Unload();
            _held = null;
        }
    }
}
