using System.Reflection.Emit;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>
/// What the compiler writes for <c>stackalloc</c> and for spans over constant data. A block's size is followed from the number of its
/// elements to the span over it, so that no span is longer than its block; everything else that could be done with a block is refused.
/// </summary>
internal static class BlockRules
{
    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        rules[OpCodes.Localloc] = Allocate;
        rules[OpCodes.Cpblk] = Fill;
        rules[OpCodes.Initblk] = Fill;
    }

    /// <summary>A number of elements has been widened for an allocation.</summary>
    internal static void BeginSize(Evaluation evaluation, StackValue number)
    {
        StackValue widened = evaluation.Pop();
        bool isKnown = number.Constant is not null || number.Id != 0;
        evaluation.Push(widened with
        {
            Size = number.Size ?? (isKnown ? new SizeTerm(number.Constant, number.Constant is null ? number.Id : 0, 1, null) : null),
        });
    }

    /// <summary>Multiplies a number of elements by their size, or moves on in a block; false for other arithmetic.</summary>
    internal static bool TryCompute(Evaluation evaluation)
    {
        List<StackValue> stack = evaluation.Frame.Stack;
        if (stack.Count < 2)
        {
            return false;
        }

        (StackValue first, StackValue second) = (stack[^2], stack[^1]);
        OpCode opCode = evaluation.Instruction.OpCode;
        if (first.Kind == StackKind.Block && opCode == OpCodes.Add && first.Within is null && OffsetOf(second) is { } within)
        {
            stack.RemoveRange(stack.Count - 2, 2);
            evaluation.Push(first with { Within = within });
            return true;
        }

        bool isProduct = (opCode == OpCodes.Mul || opCode == OpCodes.Mul_Ovf_Un) && first is
        {
            Kind: StackKind.NativeInt,
            Size: { UnitBytes: 1, UnitType: null },
        } && second.Kind == StackKind.Int32;
        if (!isProduct || second.Size is null && second.Constant is not >= 0)
        {
            return false;
        }

        stack.RemoveRange(stack.Count - 2, 2);
        SizeTerm unit = second.Size ?? new SizeTerm(1, 0, second.Constant!.Value, null);
        evaluation.Push(StackValue.NativeInt with { Size = first.Size! with { UnitBytes = unit.UnitBytes, UnitType = unit.UnitType } });
        return true;
    }

    private static SizeTerm? OffsetOf(StackValue value) => value switch
    {
        { Size: { Count: >= 0 } size } => size,
        { Kind: StackKind.Int32, Constant: >= 0 and { } bytes } => new SizeTerm(bytes, 0, 1, null),
        _ => null,
    };

    private static void Allocate(Evaluation evaluation)
    {
        StackValue size = evaluation.Pop("a number of bytes", StackKind.NativeInt);
        if (size.Size is null || evaluation.Frame.Stack.Count > 0)
        {
            throw Evaluation.Refuse("it is no stackalloc to a span");
        }

        for (CodeScope? scope = evaluation.Body.Scopes.At(evaluation.Index); scope is not null; scope = scope.Parent)
        {
            if (scope.Kind != CodeScopeKind.Try)
            {
                throw Evaluation.Refuse("it stands in a handler");
            }
        }

        evaluation.Push(new StackValue(StackKind.Block, null) { Size = size.Size });
    }

    /// <summary>The block that a store goes into; null when it goes elsewhere.</summary>
    /// <param name="evaluation">With the value on top of the stack.</param>
    internal static bool IsBlockBelow(Evaluation evaluation) =>
        evaluation.Frame.Stack.Count >= 2 && evaluation.Frame.Stack[^2].Kind == StackKind.Block;

    /// <summary>Stores an element of an initializer.</summary>
    internal static void StoreElement(Evaluation evaluation, IlType type)
    {
        evaluation.PopFor(type);
        StackValue block = evaluation.Pop();
        SizeTerm size = block.Size!;
        bool fits = ByteSizes.Of(type) is { } bytes && size.Bytes is { } all
            ? (block.Within is null ? 0 : block.Within.Bytes) + bytes <= all
            : type.Equals(size.UnitType) && (block.Within is null || type.Equals(block.Within.UnitType))
                && size.Count > (block.Within?.Count ?? 0);
        if (!fits || !ByteSizes.IsUnmanaged(type))
        {
            throw Evaluation.Refuse($"it stores {type} beyond a block of the stack");
        }
    }

    /// <summary>
    /// The constant data whose first element the compiler refers to by <c>ldtoken, CreateSpan, stloc, ldloca, ldc.i4.0, get_Item</c>, of
    /// which the instruction is the last; null for others.
    /// </summary>
    internal static FieldUse? ConstantData(Evaluation evaluation)
    {
        const int Before = 5;
        int index = evaluation.Index;
        CodeBody body = evaluation.Body;
        if (index < Before || body.Instructions[index - Before].OpCode != OpCodes.Ldtoken || Enumerable.Range(index - Before + 1,
            Before).Any(body.IsJoin))
        {
            return null;
        }

        List<IlInstruction> all = body.Instructions;
        bool isOne = all[index - 4].OpCode == OpCodes.Call && all[index].OpCode == OpCodes.Call && all[index - 1].OpCode == OpCodes.Ldc_I4_0
            && all[index - 3].OpCode.Name!.StartsWith("stloc", StringComparison.Ordinal)
            && (all[index - 2].OpCode == OpCodes.Ldloca || all[index - 2].OpCode == OpCodes.Ldloca_S)
            && body.VariableOf(all[index - 3]) == body.VariableOf(all[index - 2])
            && body.CalledMethod(all[index - 4]) is
            {
                Name: "CreateSpan",
                OwnerDefinition.FullName: "System.Runtime.CompilerServices.RuntimeHelpers"
            }
            && body.CalledMethod(all[index]) is { Name: "get_Item" } item && item.OwnerDefinition == CoreTypes.ReadOnlySpan.Definition;
        return isOne ? body.Field(all[index - Before]) : null;
    }

    /// <summary>Copies constant data, or one byte over and over.</summary>
    private static void Fill(Evaluation evaluation)
    {
        long? bytes = evaluation.PopInt32().Constant;
        StackValue from = evaluation.Pop();
        StackValue block = evaluation.Pop("a block of the stack", StackKind.Block);
        bool isSource = evaluation.Instruction.OpCode == OpCodes.Initblk ? from.Kind == StackKind.Int32
            : from.Data is { } data && bytes <= ByteSizes.OfData(data);
        if (!isSource || bytes is not >= 0 || block.Within is not null || !(bytes <= block.Size!.Bytes))
        {
            throw Evaluation.Refuse("it copies no constant data into a block that is as long");
        }
    }

    /// <summary>True for the constructor that lays a span over memory.</summary>
    internal static bool IsSpanOverMemory(MethodUse method) => method.IsConstructor && method.Parameters is [{ Type: UnsafePointer }, _]
        && (method.OwnerDefinition == CoreTypes.Span.Definition || method.OwnerDefinition == CoreTypes.ReadOnlySpan.Definition);

    /// <summary>Takes the memory and the length for a span.</summary>
    internal static void PopMemory(
        Evaluation evaluation, MethodUse method, List<(DefinedParameter Parameter, StackValue Value)> arguments)
    {
        StackValue length = evaluation.PopInt32();
        StackValue memory = evaluation.Pop();
        IlType element = ((NamedType)method.Owner).Arguments[0];
        bool isReadOnly = method.OwnerDefinition == CoreTypes.ReadOnlySpan.Definition;
        bool fits = memory.Kind == StackKind.Block ? CoversLength(memory, length, element)
            : isReadOnly && memory.Data is { } data && ByteSizes.OfNumber(element) is { } bytes && length.Constant is >= 0 and { } count
                && count * bytes <= ByteSizes.OfData(data);
        if (!fits)
        {
            throw Evaluation.Refuse($"a span of {element} is laid over {memory}, which is not known to be as long");
        }

        StackValue place = new(StackKind.Reference, element)
        {
            Marks = memory.Kind == StackKind.Block ? ValueMarks.Bound
            : ValueMarks.None
        };
        arguments.Add((new DefinedParameter(new ReferenceTo(element), true, false), place));
    }

    private static bool CoversLength(StackValue block, StackValue length, IlType element)
    {
        SizeTerm size = block.Size!;
        if (block.Within is not null)
        {
            return false;
        }

        bool isUnit = element.Equals(size.UnitType) || size.UnitType is null && ByteSizes.Of(element) is { } bytes
            && bytes <= size.UnitBytes;
        bool isCount = size.Count is not null ? size.Count == length.Constant : size.CountId != 0 && size.CountId == length.Id;
        return isUnit && isCount || size.Bytes is { } all && length.Constant is >= 0 and { } count && ByteSizes.Of(element) is { } each
            && count * each <= all;
    }
}
