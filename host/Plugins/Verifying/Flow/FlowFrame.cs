using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>Stack, arguments and locals between two instructions.</summary>
internal sealed class FlowFrame
{
    private readonly List<StackValue> _stack;
    private readonly StackValue[] _slots;

    internal FlowFrame(StackValue[] slots, bool isThisReady)
        : this([], slots, isThisReady)
    {
    }

    private FlowFrame(List<StackValue> stack, StackValue[] slots, bool isThisReady)
    {
        _stack = stack;
        _slots = slots;
        IsThisReady = isThisReady;
    }

    /// <summary>False in a constructor that has not called its base's yet.</summary>
    internal bool IsThisReady { get; set; }

    /// <summary>Something in the slots changed since this was set to false.</summary>
    internal bool HasChanged { get; set; } = true;

    internal List<StackValue> Stack => _stack;

    internal StackValue this[int slot]
    {
        get => _slots[slot];
        set
        {
            if (_slots[slot] != value)
            {
                _slots[slot] = value;
                HasChanged = true;
            }
        }
    }

    internal int SlotCount => _slots.Length;

    internal FlowFrame Copy() => new([.. _stack], [.. _slots], IsThisReady);

    /// <summary>A copy in which the locals that hold a number are known to be below a constant.</summary>
    internal FlowFrame CopyBelow(int id, long below)
    {
        FlowFrame copy = Copy();
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            if (_slots[slot] is { Kind: StackKind.Int32 } number && number.Id == id)
            {
                copy[slot] = number with { Below = below };
            }
        }

        return copy;
    }

    /// <summary>Something may have been written to a local behind a reference: the number in it is not known any more.</summary>
    internal void Forget(int slot)
    {
        if (_slots[slot] is { Kind: StackKind.Int32 } number)
        {
            this[slot] = StackValue.Int32 with { Type = number.Type };
        }
    }

    /// <summary>The same arguments and locals under another stack.</summary>
    internal FlowFrame CopyWith(params StackValue[] stack) => new([.. stack], [.. _slots], IsThisReady);

    /// <summary>Takes in what another path brings.</summary>
    /// <returns>True when something is less known than before.</returns>
    /// <exception cref="UnverifiableException">The stacks do not agree.</exception>
    internal bool TakeIn(FlowFrame other, TypeRelations relations)
    {
        if (other._stack.Count != _stack.Count)
        {
            throw new UnverifiableException($"the stack has {_stack.Count} values on one path and {other._stack.Count} on another");
        }

        bool changed = false;
        for (int index = 0; index < _stack.Count; index++)
        {
            StackValue merged = StackValue.Merge(_stack[index], other._stack[index], relations)
                ?? throw new UnverifiableException($"the stack has {_stack[index]} on one path and {other._stack[index]} on another");
            changed |= merged != _stack[index];
            _stack[index] = merged;
        }

        for (int slot = 0; slot < _slots.Length; slot++)
        {
            StackValue merged = StackValue.Merge(_slots[slot], other._slots[slot], relations)
                ?? throw new UnverifiableException($"a local has {_slots[slot]} on one path and {other._slots[slot]} on another");
            changed |= merged != _slots[slot];
            _slots[slot] = merged;
        }

        changed |= IsThisReady && !other.IsThisReady;
        IsThisReady &= other.IsThisReady;
        return changed;
    }
}
