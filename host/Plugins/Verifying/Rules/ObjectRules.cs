using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Casts, boxes, text and handles.</summary>
internal static class ObjectRules
{
    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        rules[OpCodes.Ldnull] = static evaluation => evaluation.Push(StackValue.Null);
        rules[OpCodes.Ldstr] = static evaluation => evaluation.PushNew(CoreTypes.String);
        rules[OpCodes.Castclass] = rules[OpCodes.Isinst] = Cast;
        rules[OpCodes.Box] = Box;
        rules[OpCodes.Unbox] = Unbox;
        rules[OpCodes.Unbox_Any] = UnboxAny;
        rules[OpCodes.Ldtoken] = LoadHandle;
        rules[OpCodes.Sizeof] = SizeOf;
    }

    private static StackValue PopToCast(Evaluation evaluation)
    {
        StackValue value = evaluation.Pop();
        bool isObject = value.Kind == StackKind.Object && !value.Is(ValueMarks.Raw)
            || value.Kind == StackKind.Value && evaluation.Relations.IsReference(value.Type!);
        return isObject ? value : throw Evaluation.Refuse($"it expects an object and finds {value}");
    }

    private static void Cast(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        StackValue value = PopToCast(evaluation);
        RequireBoxable(evaluation, type);
        evaluation.Push(new StackValue(StackKind.Object, AsObject(evaluation, type)) { Marks = value.Marks & ValueMarks.Fresh });
    }

    /// <summary>A value of a type as an object; of a nullable struct what is in it.</summary>
    private static IlType AsObject(Evaluation evaluation, IlType type) =>
        type is NamedType { Definition.FullName: "System.Nullable`1", Arguments.Count: 1 } nullable ? new BoxedType(nullable.Arguments[0])
        : evaluation.Relations.IsReference(type) && type is not TypeParameter ? type : new BoxedType(type);

    private static void Box(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        evaluation.PopFor(type);
        RequireBoxable(evaluation, type);
        evaluation.Push(new StackValue(StackKind.Object, AsObject(evaluation, type)));
    }

    private static void RequireBoxable(Evaluation evaluation, IlType type)
    {
        if (type is ReferenceTo or UnsafePointer || type.Equals(CoreTypes.Void) || type is NamedType && Lifetimes.MayHold(evaluation, type))
        {
            throw Evaluation.Refuse($"there are no objects of {type}");
        }
    }

    private static void Unbox(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        PopToCast(evaluation);
        if (type is NamedType { Definition.IsValueType: false } or not (NamedType or TypeParameter))
        {
            throw Evaluation.Refuse($"it expects a struct and names {type}");
        }

        RequireBoxable(evaluation, type);
        evaluation.PushNew(new ReferenceTo(type), ValueMarks.Controlled);
    }

    private static void UnboxAny(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        PopToCast(evaluation);
        RequireBoxable(evaluation, type);
        evaluation.PushNew(type);
    }

    private static void LoadHandle(Evaluation evaluation)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(evaluation.Instruction.Token);
        bool isField = handle.Kind == HandleKind.FieldDefinition || handle.Kind == HandleKind.MemberReference
            && evaluation.Body.Module.Metadata.GetMemberReference((MemberReferenceHandle)handle).GetKind() == MemberReferenceKind.Field;
        bool isType = handle.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification;
        if (isField)
        {
            evaluation.Body.Field(evaluation.Instruction);
        }
        else if (isType)
        {
            evaluation.Body.Type(evaluation.Instruction);
        }
        else
        {
            evaluation.Body.CalledMethod(evaluation.Instruction);
        }

        evaluation.PushNew(isField ? CoreTypes.FieldHandle : isType ? CoreTypes.TypeHandle : CoreTypes.MethodHandle);
    }

    private static void SizeOf(Evaluation evaluation)
    {
        IlType type = evaluation.Body.Type(evaluation.Instruction);
        evaluation.PushNew(CoreTypes.Int32);
        evaluation.Push(evaluation.Pop() with { Size = new SizeTerm(1, 0, 1, type) });
    }
}
