using System.Reflection.Emit;
using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Reading and writing through managed references, and the prefixes that go with it.</summary>
internal static class PlaceRules
{
    private static readonly Dictionary<OpCode, PrimitiveTypeCode> Loads = new()
    {
        [OpCodes.Ldind_I1] = PrimitiveTypeCode.SByte,
        [OpCodes.Ldind_U1] = PrimitiveTypeCode.Byte,
        [OpCodes.Ldind_I2] = PrimitiveTypeCode.Int16,
        [OpCodes.Ldind_U2] = PrimitiveTypeCode.UInt16,
        [OpCodes.Ldind_I4] = PrimitiveTypeCode.Int32,
        [OpCodes.Ldind_U4] = PrimitiveTypeCode.UInt32,
        [OpCodes.Ldind_I8] = PrimitiveTypeCode.Int64,
        [OpCodes.Ldind_I] = PrimitiveTypeCode.IntPtr,
        [OpCodes.Ldind_R4] = PrimitiveTypeCode.Single,
        [OpCodes.Ldind_R8] = PrimitiveTypeCode.Double,
    };

    private static readonly Dictionary<OpCode, PrimitiveTypeCode> Stores = new()
    {
        [OpCodes.Stind_I1] = PrimitiveTypeCode.SByte,
        [OpCodes.Stind_I2] = PrimitiveTypeCode.Int16,
        [OpCodes.Stind_I4] = PrimitiveTypeCode.Int32,
        [OpCodes.Stind_I8] = PrimitiveTypeCode.Int64,
        [OpCodes.Stind_I] = PrimitiveTypeCode.IntPtr,
        [OpCodes.Stind_R4] = PrimitiveTypeCode.Single,
        [OpCodes.Stind_R8] = PrimitiveTypeCode.Double,
    };

    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        foreach ((OpCode opCode, PrimitiveTypeCode code) in Loads)
        {
            rules[opCode] = evaluation => Load(evaluation, CoreTypes.Of(code));
        }

        foreach ((OpCode opCode, PrimitiveTypeCode code) in Stores)
        {
            rules[opCode] = evaluation => Store(evaluation, CoreTypes.Of(code));
        }

        rules[OpCodes.Ldind_Ref] = LoadObject;
        rules[OpCodes.Stind_Ref] = StoreObject;
        rules[OpCodes.Ldobj] = evaluation => Load(evaluation, evaluation.Body.Type(evaluation.Instruction));
        rules[OpCodes.Stobj] = evaluation => Store(evaluation, evaluation.Body.Type(evaluation.Instruction));
        rules[OpCodes.Cpobj] = Copy;
        rules[OpCodes.Initobj] = Clear;
        rules[OpCodes.Volatile] = rules[OpCodes.Unaligned] = static _ => { };
        rules[OpCodes.Readonly] = static evaluation => evaluation.IsReadOnlyPrefixed = true;
        rules[OpCodes.Constrained] = evaluation => evaluation.Constrained = evaluation.Body.Type(evaluation.Instruction);
    }

    private static StackValue PopPlace(Evaluation evaluation, IlType type)
    {
        StackValue reference = evaluation.PopReference();
        return Evaluation.IsSamePlace(reference.Type!, type) ? reference
            : throw Evaluation.Refuse($"it expects ref {type} and finds {reference}");
    }

    private static void Load(Evaluation evaluation, IlType type)
    {
        StackValue reference = PopPlace(evaluation, type);
        evaluation.PushNew(
            type is NamedType { Definition.IsEnum: true } ? type : TypeOfPlace(reference.Type!, type),
            Lifetimes.Inside(evaluation, reference));
    }

    /// <summary>Numbers are as the instruction has them; everything else is what lies there.</summary>
    private static IlType TypeOfPlace(IlType place, IlType wanted) =>
        place is NamedType named && CoreTypes.CodeOf(named.Definition) is not null ? wanted : place;

    private static void LoadObject(Evaluation evaluation)
    {
        StackValue reference = evaluation.PopReference();
        evaluation.PushNew(evaluation.Relations.IsReference(reference.Type!) ? reference.Type!
            : throw Evaluation.Refuse($"it expects a reference to an object's and finds {reference}"));
    }

    private static void Store(Evaluation evaluation, IlType type)
    {
        if (BlockRules.IsBlockBelow(evaluation))
        {
            BlockRules.StoreElement(evaluation, type);
            return;
        }

        StackValue value = evaluation.PopFor(type);
        StackValue reference = PopPlace(evaluation, type);
        Evaluation.RequireWritable(reference);
        Lifetimes.Store(evaluation, reference, value);
    }

    private static void StoreObject(Evaluation evaluation)
    {
        StackValue value = evaluation.Pop();
        StackValue reference = evaluation.PopReference();
        if (!evaluation.Relations.IsReference(reference.Type!))
        {
            throw Evaluation.Refuse($"it expects a reference to an object's and finds {reference}");
        }

        evaluation.RequireFits(value, reference.Type!);
        Evaluation.RequireWritable(reference);
    }

    private static void Copy(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        StackValue from = PopPlace(evaluation, type);
        StackValue to = PopPlace(evaluation, type);
        Evaluation.RequireWritable(to);
        Lifetimes.Bind(evaluation, to, Lifetimes.Inside(evaluation, from));
    }

    private static void Clear(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        StackValue reference = PopPlace(evaluation, type);
        Evaluation.RequireWritable(reference);
        Lifetimes.Store(evaluation, reference, StackValues.Of(type, evaluation.Body));
    }
}
