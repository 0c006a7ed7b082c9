using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>A value on the evaluation stack or in a local.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Type">Its type; of a reference the type of the place; null for a null reference.</param>
internal sealed record StackValue(StackKind Kind, IlType? Type)
{
    /// <summary>Marks that hold after a join when they held on every path.</summary>
    private const ValueMarks OnEveryPath = ValueMarks.Own | ValueMarks.This | ValueMarks.Fresh | ValueMarks.Out
        | ValueMarks.NotNegative;

    internal static readonly StackValue Int32 = new(StackKind.Int32, CoreTypes.Int32);
    internal static readonly StackValue NativeInt = new(StackKind.NativeInt, CoreTypes.IntPtr);
    internal static readonly StackValue Null = new(StackKind.Object, null);

    internal ValueMarks Marks { get; init; }

    /// <summary>Of a reference to a local or argument, which one; -1 otherwise.</summary>
    internal int Slot { get; init; } = -1;

    /// <summary>Equal numbers have equal ids; 0 is not known.</summary>
    internal int Id { get; init; }

    /// <summary>Of a whole number, what it is if known.</summary>
    internal long? Constant { get; init; }

    /// <summary>Of a whole number, a constant that it is below; null when none is known.</summary>
    internal long? Below { get; init; }

    /// <summary>Of a number that is a size, what it was multiplied of.</summary>
    internal SizeTerm? Size { get; init; }

    /// <summary>Of a block, how far in it points.</summary>
    internal SizeTerm? Within { get; init; }

    /// <summary>The method that a delegate is made of.</summary>
    internal FunctionValue? Function { get; init; }

    /// <summary>The field of constant data that a reference refers to.</summary>
    internal FieldUse? Data { get; init; }

    internal bool Is(ValueMarks mark) => (Marks & mark) != 0;

    internal StackValue With(ValueMarks marks) => (Marks & marks) == marks ? this : this with { Marks = Marks | marks };

    internal StackValue Without(ValueMarks marks) => (Marks & marks) == 0 ? this : this with { Marks = Marks & ~marks };

    /// <summary>Without what is known of it by the way it came here only.</summary>
    internal StackValue AsStored => Size is null && Data is null ? this : this with { Size = null, Data = null };

    /// <summary>What is known of the value of one of two paths; null when they do not agree.</summary>
    internal static StackValue? Merge(StackValue first, StackValue second, TypeRelations relations)
    {
        if (first == second)
        {
            return first;
        }

        IlType? type = first.Type;
        if (first.Kind != second.Kind || first.Kind is StackKind.Method or StackKind.Block)
        {
            return null;
        }

        switch (first.Kind)
        {
            case StackKind.Object:
                type = first.Type is null ? second.Type : second.Type is null ? first.Type : relations.Merge(first.Type, second.Type);
                break;
            case StackKind.Reference when !TypeRelations.Reduce(first.Type!).Equals(TypeRelations.Reduce(second.Type!)):
            case StackKind.Value when !first.Type!.Equals(second.Type):
                return null;
            default:
                break;
        }

        ValueMarks marks = (first.Marks | second.Marks) & ~OnEveryPath | first.Marks & second.Marks & OnEveryPath;
        return new StackValue(first.Kind, type)
        {
            Marks = marks,
            Slot = first.Slot == second.Slot ? first.Slot : -1,
            Id = first.Id == second.Id ? first.Id : 0,
            Constant = first.Constant == second.Constant ? first.Constant : null,
            Below = first.Below == second.Below ? first.Below : null,
        };
    }

    public override string ToString() => Kind switch
    {
        StackKind.Object => Is(ValueMarks.Raw) ? $"{Type} before its base's constructor" : Type?.ToString() ?? "null",
        StackKind.Reference => $"{(Is(ValueMarks.ReadOnly | ValueMarks.Controlled) ? "ref readonly" : "ref")} {Type}",
        StackKind.Value => Type!.ToString(),
        StackKind.Method => "a method",
        StackKind.Block => "a block of the stack",
        _ => Kind.ToString(),
    };
}
