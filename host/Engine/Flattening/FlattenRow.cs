using Strategies.Records;

namespace Strategies.Engine.Flattening;

/// <summary>The flattening of one slot, from its request to its end. Without padding: snapshots hold it as it is.</summary>
internal struct FlattenRow
{
    /// <summary>None when the slot is not being flattened.</summary>
    internal FlattenStatus Status;

    /// <summary>How many ticks behind the far side's best price a closing order may trade.</summary>
    internal int Ticks;

    /// <summary>Number of the input that asked for it.</summary>
    internal ulong RequestSequence;

    /// <summary>When it ends whatever still works, ns since 1970-01-01 UTC.</summary>
    internal long DueTimeNs;

    internal Text32 Who;

    internal Text200 Reason;
}
