namespace Strategies.Engine.Slots;

/// <summary>What a slot does that is counted by the second.</summary>
internal enum SlotUseKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Orders, replaces and cancels that it asks for.</summary>
    OrderRequests = 1,

    /// <summary>Timers that it sets.</summary>
    Timers = 2,

    /// <summary>Calls that subscribe.</summary>
    Subscriptions = 3,

    /// <summary>Lines of its log.</summary>
    LogLines = 4,

    /// <summary>Numbers that it publishes.</summary>
    Published = 5,
}
