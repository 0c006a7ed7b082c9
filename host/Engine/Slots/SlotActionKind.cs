namespace Strategies.Engine.Slots;

/// <summary>What a callback did that has to be undone when it throws.</summary>
internal enum SlotActionKind : byte
{
    /// <summary>A new order was entered.</summary>
    Send,

    /// <summary>An order was changed: cancel or replace request.</summary>
    Change,

    /// <summary>The slot subscribed to an instrument.</summary>
    Subscribe,
}
