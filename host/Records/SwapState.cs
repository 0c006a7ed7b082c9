namespace Strategies.Records;

/// <summary>What becomes of the state of the version before, when another one comes into its slot.</summary>
public enum SwapState : ushort
{
    /// <summary>It is carried: the version before saves it, the next one restores it.</summary>
    Carry = 0,

    /// <summary>
    /// It is given up: the version before is not asked for anything, the next one starts as into an empty slot. Working orders are
    /// canceled, timers and subscriptions end; positions and parameters are the slot's and stay.
    /// </summary>
    Fresh = 1,
}
