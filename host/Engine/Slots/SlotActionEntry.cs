using Strategies.Engine.Orders;

namespace Strategies.Engine.Slots;

/// <summary>One entry of the action log.</summary>
internal struct SlotActionEntry
{
    internal ActionKind Kind;
    internal int Row;
    internal EngineOrder Before;
}
