using System.Reflection.Emit;
using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Vectors and their elements.</summary>
internal static class ArrayRules
{
    private static readonly Dictionary<OpCode, PrimitiveTypeCode> Loads = new()
    {
        [OpCodes.Ldelem_I1] = PrimitiveTypeCode.SByte,
        [OpCodes.Ldelem_U1] = PrimitiveTypeCode.Byte,
        [OpCodes.Ldelem_I2] = PrimitiveTypeCode.Int16,
        [OpCodes.Ldelem_U2] = PrimitiveTypeCode.UInt16,
        [OpCodes.Ldelem_I4] = PrimitiveTypeCode.Int32,
        [OpCodes.Ldelem_U4] = PrimitiveTypeCode.UInt32,
        [OpCodes.Ldelem_I8] = PrimitiveTypeCode.Int64,
        [OpCodes.Ldelem_I] = PrimitiveTypeCode.IntPtr,
        [OpCodes.Ldelem_R4] = PrimitiveTypeCode.Single,
        [OpCodes.Ldelem_R8] = PrimitiveTypeCode.Double,
    };

    private static readonly Dictionary<OpCode, PrimitiveTypeCode> Stores = new()
    {
        [OpCodes.Stelem_I1] = PrimitiveTypeCode.SByte,
        [OpCodes.Stelem_I2] = PrimitiveTypeCode.Int16,
        [OpCodes.Stelem_I4] = PrimitiveTypeCode.Int32,
        [OpCodes.Stelem_I8] = PrimitiveTypeCode.Int64,
        [OpCodes.Stelem_I] = PrimitiveTypeCode.IntPtr,
        [OpCodes.Stelem_R4] = PrimitiveTypeCode.Single,
        [OpCodes.Stelem_R8] = PrimitiveTypeCode.Double,
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

        rules[OpCodes.Newarr] = Make;
        rules[OpCodes.Ldlen] = Length;
        rules[OpCodes.Ldelem] = evaluation => Load(evaluation, evaluation.Body.Type(evaluation.Instruction));
        rules[OpCodes.Stelem] = evaluation => Store(evaluation, evaluation.Body.Type(evaluation.Instruction));
        rules[OpCodes.Ldelem_Ref] = LoadObject;
        rules[OpCodes.Stelem_Ref] = StoreObject;
        rules[OpCodes.Ldelema] = LoadReference;
    }

    private static void Make(Evaluation evaluation)
    {
        IlType element = evaluation.Body.Type(evaluation.Instruction);
        evaluation.PopIndex();
        if (element is ReferenceTo or UnsafePointer || element.Equals(CoreTypes.Void) || Lifetimes.MayHold(evaluation, element))
        {
            throw Evaluation.Refuse($"there are no arrays of {element}");
        }

        evaluation.PushNew(new ArrayOf(element, 1, true), ValueMarks.Fresh);
    }

    private static void Length(Evaluation evaluation)
    {
        StackValue array = evaluation.PopObject();
        if (array.Type is not (null or ArrayOf { IsVector: true }))
        {
            throw Evaluation.Refuse($"it expects an array and finds {array}");
        }

        evaluation.PushNew(CoreTypes.IntPtr);
    }

    /// <summary>Takes the array; gives its element's type, null for a null reference.</summary>
    private static IlType? PopArray(Evaluation evaluation)
    {
        StackValue array = evaluation.PopObject();
        return array.Type is null ? null : array.Type is ArrayOf { IsVector: true } vector ? vector.Element
            : throw Evaluation.Refuse($"it expects an array and finds {array}");
    }

    private static void RequireElement(Evaluation evaluation, IlType? element, IlType wanted, bool isRead)
    {
        bool fits = element is null || Evaluation.IsSamePlace(element, wanted)
            // Objects are looked at when they are stored: an array of strings may be called one of objects.
            || evaluation.Relations.IsReference(element) && evaluation.Relations.IsReference(wanted)
                && (isRead ? evaluation.Relations.IsAssignable(element, wanted) : evaluation.Relations.IsAssignable(wanted, element));
        if (!fits)
        {
            throw Evaluation.Refuse($"it expects an array of {wanted} and finds one of {element}");
        }
    }

    private static void Load(Evaluation evaluation, IlType type)
    {
        evaluation.PopIndex();
        RequireElement(evaluation, PopArray(evaluation), type, isRead: true);
        evaluation.PushNew(type);
    }

    private static void Store(Evaluation evaluation, IlType type)
    {
        evaluation.PopFor(type);
        evaluation.PopIndex();
        RequireElement(evaluation, PopArray(evaluation), type, isRead: false);
    }

    private static void LoadObject(Evaluation evaluation)
    {
        evaluation.PopIndex();
        IlType? element = PopArray(evaluation);
        if (element is null)
        {
            evaluation.Push(StackValue.Null);
            return;
        }

        RequireObjects(evaluation, element);
        evaluation.PushNew(element);
    }

    private static void StoreObject(Evaluation evaluation)
    {
        StackValue value = evaluation.Pop();
        evaluation.PopIndex();
        IlType? element = PopArray(evaluation);
        if (element is not null)
        {
            RequireObjects(evaluation, element);
        }

        evaluation.RequireFits(value, element ?? CoreTypes.Object);
    }

    private static void RequireObjects(Evaluation evaluation, IlType element)
    {
        if (!evaluation.Relations.IsReference(element))
        {
            throw Evaluation.Refuse($"it expects an array of objects and finds one of {element}");
        }
    }

    /// <summary>Under another element's type something else could be stored there; behind <c>readonly.</c> nothing is.</summary>
    private static void LoadReference(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        evaluation.PopIndex();
        IlType? element = PopArray(evaluation);
        bool fits = element is null || Evaluation.IsSamePlace(element, type)
            || evaluation.IsReadOnlyPrefixed && evaluation.Relations.IsReference(element) && evaluation.Relations.IsAssignable(element,
                type);
        if (!fits)
        {
            throw Evaluation.Refuse($"it expects an array of {type} and finds one of {element}");
        }

        evaluation.PushNew(new ReferenceTo(type), evaluation.IsReadOnlyPrefixed ? ValueMarks.Controlled : ValueMarks.None);
    }
}
