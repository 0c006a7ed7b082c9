using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <summary>A version that has taken a slot's state over and waits for the record that commits or refuses it.</summary>
internal struct PendingHandover
{
    internal StagedStrategy? Next;
    internal SwapKind Kind;
    internal ulong RequestSequence;

    /// <summary>The slot's changes when the state was taken: one more and the state is out of date.</summary>
    internal long ChangeCount;

    /// <summary>Bytes of the slot's pending state, and the schema that they are in.</summary>
    internal int StateBytes;
    internal int SchemaVersion;

    /// <summary>The next version already has its state through Restore and goes on; otherwise it starts.</summary>
    internal bool IsRestored;

    /// <summary>It starts, and nothing that the version before has begun goes on.</summary>
    internal bool IsFresh;
}
