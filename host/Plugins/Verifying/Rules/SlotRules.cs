using System.Reflection.Emit;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Arguments and locals, and what only moves values on the stack.</summary>
internal static class SlotRules
{
    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        foreach (OpCode opCode in new[] { OpCodes.Ldarg, OpCodes.Ldarg_S, OpCodes.Ldarg_0, OpCodes.Ldarg_1, OpCodes.Ldarg_2,
            OpCodes.Ldarg_3 })
        {
            rules[opCode] = evaluation => Load(evaluation, Argument(evaluation));
        }

        foreach (OpCode opCode in new[] { OpCodes.Ldloc, OpCodes.Ldloc_S, OpCodes.Ldloc_0, OpCodes.Ldloc_1, OpCodes.Ldloc_2,
            OpCodes.Ldloc_3 })
        {
            rules[opCode] = evaluation => Load(evaluation, Local(evaluation));
        }

        foreach (OpCode opCode in new[] { OpCodes.Stloc, OpCodes.Stloc_S, OpCodes.Stloc_0, OpCodes.Stloc_1, OpCodes.Stloc_2,
            OpCodes.Stloc_3 })
        {
            rules[opCode] = evaluation => Store(evaluation, Local(evaluation));
        }

        rules[OpCodes.Starg] = rules[OpCodes.Starg_S] = evaluation => Store(evaluation, Argument(evaluation));
        rules[OpCodes.Ldarga] = rules[OpCodes.Ldarga_S] = evaluation => LoadReference(evaluation, Argument(evaluation));
        rules[OpCodes.Ldloca] = rules[OpCodes.Ldloca_S] = evaluation => LoadReference(evaluation, Local(evaluation));
        rules[OpCodes.Dup] = Duplicate;
        rules[OpCodes.Pop] = static evaluation => evaluation.Pop();
    }

    private static int Argument(Evaluation evaluation)
    {
        int number = evaluation.Body.VariableOf(evaluation.Instruction);
        return number < evaluation.Body.Slots.ArgumentCount ? number : throw Evaluation.Refuse($"there is no argument {number}");
    }

    private static int Local(Evaluation evaluation)
    {
        int number = evaluation.Body.VariableOf(evaluation.Instruction);
        return number < evaluation.Body.Locals.Count ? number + evaluation.Body.Slots.ArgumentCount
            : throw Evaluation.Refuse($"there is no local {number}");
    }

    private static void Load(Evaluation evaluation, int slot)
    {
        StackValue value = evaluation.Frame[slot];
        if (value.Is(ValueMarks.Unassigned))
        {
            throw Evaluation.Refuse("nothing is assigned to the reference on some path");
        }

        if (value.Is(ValueMarks.Raw) && evaluation.Frame.IsThisReady)
        {
            value = value.Without(ValueMarks.Raw);
        }

        if (value.Kind == StackKind.Int32 && value.Id == 0)
        {
            value = value with { Id = evaluation.Instruction.Offset + 1 };
            evaluation.Frame[slot] = value;
        }

        evaluation.Push(value);
    }

    private static void Store(Evaluation evaluation, int slot)
    {
        IlType type = evaluation.Body.Slots.TypeOf(slot);
        StackValue value = evaluation.PopFor(type, isReadOnlyPlace: true);
        StackValue place = evaluation.Body.Slots.AtStart(slot);
        if (evaluation.Frame[slot].Is(ValueMarks.Raw))
        {
            throw Evaluation.Refuse("it replaces an object before its base's constructor");
        }

        ValueMarks kept = evaluation.Body.Slots.IsReferredTo(slot) ? ValueMarks.None : ValueMarks.Fresh;
        evaluation.Frame[slot] = place.Kind switch
        {
            StackKind.Reference => value.AsStored with { Type = place.Type },
            StackKind.Value => place.With(value.Marks & Lifetimes.OfValue),
            StackKind.Object => place.With(value.Marks & kept),
            StackKind.Int32 when IsWhole(type) => place with
            {
                Id = value.Id,
                Constant = value.Constant,
                Below = value.Below,
                Marks = value.Marks & ValueMarks.NotNegative,
            },
            _ => place,
        };
    }

    /// <summary>A smaller one cuts what is put into it.</summary>
    private static bool IsWhole(IlType type) => TypeRelations.Reduce(type).Equals(CoreTypes.Int32);

    private static void LoadReference(Evaluation evaluation, int slot)
    {
        IlType type = evaluation.Body.Slots.TypeOf(slot);
        if (type is ReferenceTo || evaluation.Frame[slot].Is(ValueMarks.Raw))
        {
            throw Evaluation.Refuse($"it refers to {(type is ReferenceTo ? "a reference" : "an object before its base's constructor")}");
        }

        evaluation.Push(new StackValue(StackKind.Reference, type)
        {
            Marks = ValueMarks.Bound | ValueMarks.Own | ValueMarks.PerhapsOwn,
            Slot = slot,
        });
    }

    private static void Duplicate(Evaluation evaluation)
    {
        StackValue value = evaluation.Pop();
        evaluation.Push(value);
        evaluation.Push(value);
    }
}
