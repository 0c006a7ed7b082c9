using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Driver.Following;

/// <summary>The versions that one engine holds, so that all of them can be given back when the engine is dropped.</summary>
/// <remarks>The engine's thread.</remarks>
/// <param name="versions">Where they come from.</param>
public sealed class HeldVersions(StrategySource versions) : StrategySource, IDisposable
{
    private readonly List<(int Slot, StagedStrategy Staged)> _taken = [];

    /// <inheritdoc/>
    public override StagedStrategy? Take(int slot, Hash256 packageHash)
    {
        StagedStrategy? staged = versions.Take(slot, packageHash);
        if (staged is not null)
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
        _taken.Remove((slot, staged));
        versions.Retire(slot, staged);
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
