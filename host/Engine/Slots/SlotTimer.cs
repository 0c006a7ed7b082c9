namespace Strategies.Engine.Slots;

/// <summary>One timer of a slot.</summary>
internal struct SlotTimer
{
    internal long TimerId;
    internal long DueTimeNs;

    /// <summary>
    /// Number of the input in which it was set: it never fires in the same one, so a callback cannot keep itself going.
    /// </summary>
    internal ulong SetAtSequence;
}
