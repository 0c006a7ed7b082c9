using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <summary>Where the engine gets prepared versions from and gives retired ones back to.</summary>
/// <remarks>
/// Called on the engine's thread. Live, versions were prepared beforehand and taking one is a look-up; in a replay
/// taking one may load it then and there.
/// </remarks>
public abstract class StrategySource
{
    /// <summary>Takes a prepared instance for a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="packageHash">The version.</param>
    /// <returns>The instance, or null when none is prepared.</returns>
    public abstract StagedStrategy? Take(int slot, Hash256 packageHash);

    /// <summary>Looks a prepared instance up without taking it.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="packageHash">The version.</param>
    /// <returns>The instance, or null when none is prepared, or the source makes them only when they are taken.</returns>
    public virtual StagedStrategy? Peek(int slot, Hash256 packageHash) => null;

    /// <summary>Gives a version back that no slot will call again. Must not block.</summary>
    /// <param name="slot">The slot it was in.</param>
    /// <param name="staged">The version.</param>
    public abstract void Retire(int slot, StagedStrategy staged);
}
