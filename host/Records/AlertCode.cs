namespace Strategies.Records;

/// <summary>What an alert is about.</summary>
public enum AlertCode
{
    /// <summary>A report names an order that the engine does not have.</summary>
    UnknownOrder = 1,

    /// <summary>A report contradicts the order's state; the order keeps what is safe.</summary>
    InconsistentReport = 2,

    /// <summary>A packet could not be decoded from the given byte on.</summary>
    MalformedPacket = 3,

    /// <summary>A packet was dropped because its feed sequence or source sequence was already seen.</summary>
    Duplicate = 4,

    /// <summary>A fixed table is full.</summary>
    CapacityExceeded = 5,

    /// <summary>A record could not be obeyed as it stands.</summary>
    InvalidRecord = 6,

    /// <summary>A market message names an order that the book does not have.</summary>
    UnknownMarketOrder = 7,

    /// <summary>A callback took more time or memory than its slot may.</summary>
    CallbackOverrun = 8,

    /// <summary>A slot that was to be rolled back after a fault stays quarantined.</summary>
    NotRolledBack = 9,

    /// <summary>A strategy ended the process and is taken out before it runs again.</summary>
    SlotPoisoned = 10,

    /// <summary>New orders are held back, or no longer.</summary>
    SendsHeld = 11,

    /// <summary>
    /// Messages of a packet say what cannot be, such as an order of no shares; the packet's other messages count.
    /// </summary>
    InvalidMessage = 12,

    /// <summary>A feed has said nothing for longer than it may, or is heard again.</summary>
    FeedSilent = 13,

    /// <summary>The flattening of a slot has ended, and something is left: how much of what and why.</summary>
    NotFlat = 14,
}
