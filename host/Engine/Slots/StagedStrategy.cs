using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Slots;

/// <summary>A prepared instance of a version that waits to be put into a slot. Made off the engine's thread.</summary>
public abstract class StagedStrategy
{
    /// <summary>The instance.</summary>
    public abstract Strategy Instance { get; }

    /// <summary>The package it was loaded from.</summary>
    public abstract Hash256 PackageHash { get; }

    /// <summary>
    /// Reads through a part of the instance's memory, so that it is near when the state is carried. Engine's thread;
    /// allocates nothing.
    /// </summary>
    /// <param name="from">Bytes in front of the part.</param>
    /// <param name="bytesMax">How much at most.</param>
    public virtual void Touch(int from, int bytesMax)
    {
    }

    /// <summary>Sets a parameter of the instance without allocating. Engine's thread.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="valueBits">See <see cref="ParameterSetPayload.ValueBits"/>.</param>
    public abstract ParameterOutcome SetParameter(in Text32 name, long valueBits);

    /// <summary>Reads a parameter of the instance without allocating. Engine's thread.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="valueBits">Its value as bits.</param>
    /// <returns>False when there is no such parameter, or the source of versions cannot tell.</returns>
    public virtual bool TryGetParameter(in Text32 name, out long valueBits)
    {
        valueBits = 0;
        return false;
    }
}
