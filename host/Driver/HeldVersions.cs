using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Driver;

/// <summary>The versions that one engine holds, so that all of them can be given back when the engine is dropped.</summary>
/// <remarks>The engine's thread. Allocates until <see cref="LetGo"/>; for an engine that runs inputs again, and
/// may trade then: so its code is among what a hot thread runs.</remarks>
/// <param name="versions">Where they come from.</param>
public sealed class HeldVersions(StrategySource versions) : StrategySource, IDisposable
{
    private readonly List<(int Slot, StagedStrategy Staged)> _taken = [];
    private bool _isLetGo;

    /// <inheritdoc/>
    public override StagedStrategy? Take(int slot, Hash256 packageHash)
    {
        StagedStrategy? staged = versions.Take(slot, packageHash);
        if (staged is not null && !_isLetGo)
        {
            _taken.Add((slot, staged));
        }

        return staged;
    }

    /// <inheritdoc/>
    public override StagedStrategy? Peek(int slot, Hash256 packageHash) => versions.Peek(slot, packageHash);

    /// <inheritdoc/>
    public override void Retire(int slot, StagedStrategy staged)
    {
        if (!_isLetGo)
        {
            _taken.Remove((slot, staged));
        }

        versions.Retire(slot, staged);
    }

    /// <summary>The engine stays and trades: from here on versions only pass through.</summary>
    public void LetGo()
    {
        _isLetGo = true;
        _taken.Clear();
    }

    /// <summary>The engine is gone: gives all back that it held.</summary>
    public void Dispose()
    {
        foreach ((int slot, StagedStrategy staged) in _taken)
        {
            versions.Retire(slot, staged);
        }

        _taken.Clear();
    }
}
