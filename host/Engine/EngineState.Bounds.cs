using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Engine;

/// <content>Which behaviour holds, and what a slot has of what all share.</content>
internal sealed partial class EngineState
{
    private int _reserveBytes;
    private int _shareBytes;

    /// <summary>What the engine does, by its number.</summary>
    internal int Behaviour { get; private set; } = EngineBehaviour.First;

    /// <summary>True when each slot has bounds of its own.</summary>
    internal bool IsBounded { get; private set; }

    /// <summary>Bytes of outputs in front of the callback that runs.</summary>
    internal int CallbackStart { get; set; }

    internal void SetBehaviour(int behaviour)
    {
        if (!EngineBehaviour.IsContained(behaviour))
        {
            Alert(AlertCode.InvalidRecord, behaviour, "a behaviour that this build does not contain, not obeyed"u8);
            return;
        }

        TakeBehaviour(behaviour);
        if (IsReady)
        {
            Divide();
        }
    }

    /// <summary>The number alone, as a snapshot has it: tables are divided when they are built.</summary>
    internal void TakeBehaviour(int behaviour)
    {
        Behaviour = behaviour;
        IsBounded = behaviour >= EngineBehaviour.SlotBounds;
    }

    /// <summary>Shares of the slots, once it is known how many there are.</summary>
    internal void Divide()
    {
        _reserveBytes = EngineOutputs.UnboundedReserveBytes(Options);
        _shareBytes = EngineOutputs.ShareBytes(Options, SlotCount);
        Orders.Divide(IsBounded ? SlotCount : 0);
        Fills.Divide(IsBounded ? SlotCount : 0, Orders);
        for (int number = 1; number <= SlotCount; number++)
        {
            Slots[number]!.Use.Clear();
        }
    }

    /// <summary>
    /// A callback may fill the buffer only so far that the engine's own outputs always fit behind: a slot its share of it, and before
    /// there were shares all slots together.
    /// </summary>
    internal bool HasCallbackRoom(StrategySlot slot) => IsBounded
        ? slot.Use.OutputBytes(Sequence) + (Outputs.Length - CallbackStart) + EngineOutputs.LargestOutput <= _shareBytes
        : Outputs.HasRoom(_reserveBytes);
}
