using Strategies.Plugins.Checking;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>One instruction at work on a frame: what rules take from the stack and put there.</summary>
internal sealed class Evaluation(CodeBody body)
{
    private static readonly FlowFrame Nothing = new([], true);

    internal CodeBody Body { get; } = body;

    internal FlowFrame Frame { get; set; } = Nothing;

    internal IlInstruction Instruction { get; private set; }

    /// <summary>Number of the instruction.</summary>
    internal int Index { get; private set; }

    /// <summary>The type of the prefix <c>constrained.</c> before the instruction; null for none.</summary>
    internal IlType? Constrained { get; set; }

    /// <summary>The prefix <c>readonly.</c> stands before the instruction.</summary>
    internal bool IsReadOnlyPrefixed { get; set; }

    /// <summary>The code does not go on behind the instruction.</summary>
    internal bool IsEnd { get; set; }

    /// <summary>The instruction leaves protected blocks.</summary>
    internal bool IsLeave { get; set; }

    /// <summary>On the way of the jump a number is below a constant; an id of 0 when nothing is known.</summary>
    internal (int Id, long Below) AtJump { get; set; }

    internal TypeRelations Relations => Body.Relations;

    internal void Begin(int index)
    {
        Index = index;
        Instruction = Body.Instructions[index];
        IsEnd = false;
        IsLeave = false;
        AtJump = default;
    }

    internal static UnverifiableException Refuse(string problem) => new(problem);

    internal void Push(StackValue value)
    {
        if (Frame.Stack.Count >= Body.StackMax)
        {
            throw Refuse($"the stack grows beyond {Body.StackMax} values");
        }

        Frame.Stack.Add(value);
    }

    /// <summary>Pushes a value that this instruction makes.</summary>
    internal void PushNew(IlType type, ValueMarks marks = ValueMarks.None)
    {
        StackValue value = StackValues.Of(type, Body).With(marks);
        Push(value.Kind is StackKind.Int32 or StackKind.NativeInt ? value with { Id = Instruction.Offset + 1 } : value);
    }

    internal StackValue Pop()
    {
        List<StackValue> stack = Frame.Stack;
        if (stack.Count == 0)
        {
            throw Refuse("the stack is empty");
        }

        StackValue value = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    internal StackValue Pop(string expected, params ReadOnlySpan<StackKind> kinds)
    {
        StackValue value = Pop();
        return kinds.Contains(value.Kind) ? value : throw Refuse($"it expects {expected} and finds {value}");
    }

    internal StackValue PopInt32() => Pop("a whole number", StackKind.Int32);

    /// <summary>A number of elements, or which one.</summary>
    internal StackValue PopIndex() => Pop("a whole number", StackKind.Int32, StackKind.NativeInt);

    internal StackValue PopReference() => Pop("a managed reference", StackKind.Reference);

    internal StackValue PopObject()
    {
        StackValue value = Pop("an object", StackKind.Object);
        return value.Is(ValueMarks.Raw) ? throw Refuse($"it uses {value}") : value;
    }

    /// <summary>Takes a value for a place of a type.</summary>
    internal StackValue PopFor(IlType type, bool isReadOnlyPlace = false)
    {
        StackValue value = Pop();
        RequireFits(value, type, isReadOnlyPlace);
        return value;
    }

    /// <summary>ECMA-335, III.1.8.1.2.3: what may be put into a place of a type.</summary>
    internal void RequireFits(StackValue value, IlType type, bool isReadOnlyPlace = false)
    {
        StackValue place = StackValues.Of(type, Body);
        bool fits = place.Kind switch
        {
            StackKind.NativeInt => value.Kind is StackKind.NativeInt or StackKind.Int32,
            StackKind.Object => IsObjectFor(value, type),
            StackKind.Value => value.Kind == StackKind.Value && value.Type!.Equals(place.Type)
                || value.Kind == StackKind.Object && !value.Is(ValueMarks.Raw) && Relations.IsReference(type)
                    && (value.Type is null || Relations.IsAssignable(value.Type, type) || value.Type is BoxedType boxed
                        && boxed.Inner.Equals(type)),
            StackKind.Reference => value.Kind == StackKind.Reference && IsSamePlace(value.Type!, place.Type!)
                && (isReadOnlyPlace || !value.Is(ValueMarks.ReadOnly | ValueMarks.Controlled)),
            _ => value.Kind == place.Kind,
        };
        if (!fits)
        {
            throw Refuse($"it expects {type} and finds {value}");
        }
    }

    /// <summary>True when two types lay the same over a place.</summary>
    internal static bool IsSamePlace(IlType first, IlType second) => TypeRelations.Reduce(first).Equals(TypeRelations.Reduce(second));

    /// <summary>A reference through which something is written.</summary>
    internal static void RequireWritable(StackValue reference)
    {
        if (reference.Is(ValueMarks.ReadOnly | ValueMarks.Controlled))
        {
            throw Refuse("it writes through a readonly reference");
        }
    }

    private bool IsObjectFor(StackValue value, IlType type) =>
        value.Kind == StackKind.Object && !value.Is(ValueMarks.Raw) && (value.Type is null || Relations.IsAssignable(value.Type, type))
        || value.Kind == StackKind.Value && Relations.IsReference(value.Type!) && Relations.IsAssignable(value.Type!, type);
}
