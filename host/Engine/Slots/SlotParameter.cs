using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <summary>A parameter value that was set for a slot: every later version gets it too.</summary>
internal struct SlotParameter
{
    internal Text32 Name;
    internal long ValueBits;
}
