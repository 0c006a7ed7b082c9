using Strategies.Engine.Orders;

namespace Strategies.Engine.Slots;

/// <summary>One entry of the action log.</summary>
internal struct SlotActionEntry
{
    internal SlotActionKind Kind;
    internal int Row;

    /// <summary>The order before a change; for a send the ended order that made room for it, if one had to.</summary>
    internal EngineOrder Before;
}
