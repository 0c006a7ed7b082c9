using System.Reflection.Emit;
using Strategies.Plugins.Verifying.Flow;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Rules;

/// <summary>Fields: of objects, of structs by reference, of structs on the stack, and static ones.</summary>
internal static class FieldInstructionRules
{
    internal static void Add(Dictionary<OpCode, Action<Evaluation>> rules)
    {
        rules[OpCodes.Ldfld] = Load;
        rules[OpCodes.Ldflda] = LoadReference;
        rules[OpCodes.Stfld] = Store;
        rules[OpCodes.Ldsfld] = LoadStatic;
        rules[OpCodes.Ldsflda] = LoadStaticReference;
        rules[OpCodes.Stsfld] = StoreStatic;
    }

    private static FieldUse Field(Evaluation evaluation, bool isStatic)
    {
        FieldUse field = evaluation.Body.Field(evaluation.Instruction);
        if (field.IsLiteral || field.IsStatic != isStatic)
        {
            throw Evaluation.Refuse($"{field} is {(field.IsLiteral ? "a constant" : field.IsStatic ? "static" : "not static")}");
        }

        return field;
    }

    /// <summary>What the field is of; a struct is looked into by reference, or on the stack.</summary>
    private static StackValue PopOwner(Evaluation evaluation, FieldUse field, bool mayBeValue)
    {
        StackValue owner = evaluation.Pop();
        bool fits = owner.Kind switch
        {
            StackKind.Object => !field.Owner.Definition.IsValueType
                && (owner.Type is null || evaluation.Relations.IsAssignable(owner.Type, field.Owner)),
            StackKind.Reference => field.Owner.Definition.IsValueType && owner.Type!.Equals(field.Owner),
            StackKind.Value => mayBeValue && (owner.Type!.Equals(field.Owner)
                || evaluation.Relations.IsReference(owner.Type) && evaluation.Relations.IsAssignable(owner.Type, field.Owner)),
            _ => mayBeValue && field.Owner.Definition.IsValueType && owner.Type is not null && owner.Kind == StackValues.Of(field.Owner,
                evaluation.Body).Kind,
        };
        return fits ? owner : throw Evaluation.Refuse($"for {field} it expects {field.Owner} and finds {owner}");
    }

    private static void Load(Evaluation evaluation)
    {
        FieldUse field = Field(evaluation, isStatic: false);
        StackValue owner = PopOwner(evaluation, field, mayBeValue: true);
        ValueMarks lifetime = owner.Kind switch
        {
            StackKind.Reference => Lifetimes.Inside(evaluation, owner),
            StackKind.Value => owner.Marks & Lifetimes.OfValue,
            _ => ValueMarks.None,
        };
        bool isReference = field.Type is ReferenceTo;
        if (!isReference && !Lifetimes.MayHold(evaluation, field.Type))
        {
            lifetime = ValueMarks.None;
        }

        evaluation.PushNew(
            field.Type,
            lifetime | (field.IsReadOnlyReference ? ValueMarks.ReadOnly : 0)
                | (isReference ? Lifetimes.ToInside(lifetime) : 0) | (isReference && lifetime != 0 ? ValueMarks.PerhapsOwn : 0));
    }

    private static void LoadReference(Evaluation evaluation)
    {
        FieldUse field = Field(evaluation, isStatic: false);
        StackValue owner = PopOwner(evaluation, field, mayBeValue: false);
        if (field.Type is ReferenceTo)
        {
            throw Evaluation.Refuse($"{field} is a reference itself");
        }

        const ValueMarks Inherited = ValueMarks.ReadOnly | ValueMarks.Controlled | Lifetimes.OfValue | ValueMarks.BoundInside
            | ValueMarks.ReturnOnlyInside | ValueMarks.Out | ValueMarks.Own | ValueMarks.PerhapsOwn;
        ValueMarks marks = owner.Kind == StackKind.Reference ? owner.Marks & Inherited : ValueMarks.None;
        StackValue place = StackValues.Of(new ReferenceTo(field.Type), evaluation.Body);
        evaluation.Push(place with
        {
            Marks = marks | (field.IsReadOnly && !MayWrite(evaluation, field, owner) ? ValueMarks.ReadOnly : ValueMarks.None),
            Slot = owner.Kind == StackKind.Reference ? owner.Slot : -1,
        });
    }

    private static void Store(Evaluation evaluation)
    {
        FieldUse field = Field(evaluation, isStatic: false);
        StackValue value = evaluation.Pop();
        evaluation.RequireFits(IsCapture(evaluation, field) && value.Is(ValueMarks.This) ? value.Without(ValueMarks.Raw) : value,
            field.Type, field.IsReadOnlyReference);
        StackValue owner = PopOwner(evaluation, field, mayBeValue: false);
        if (field.IsReadOnly && !MayWrite(evaluation, field, owner))
        {
            throw Evaluation.Refuse($"it writes the readonly field {field} outside of a constructor of {field.Owner}");
        }

        if (owner.Kind == StackKind.Reference)
        {
            Evaluation.RequireWritable(owner);
            bool isOfInterest = value.Kind is StackKind.Reference or StackKind.Value;
            Lifetimes.Bind(evaluation, owner, isOfInterest ? Lifetimes.OfStored(value) : ValueMarks.None);
        }
    }

    /// <summary>
    /// A field of a class within the method's own: the compiler keeps <c>this</c> there for what a primary constructor captures, before the
    /// base's constructor is called.
    /// </summary>
    private static bool IsCapture(Evaluation evaluation, FieldUse field) =>
        field.Owner.Definition is { IsValueType: false } owner && owner.Module == evaluation.Body.Module
        && owner.Definition.GetDeclaringType() == evaluation.Body.Method.DeclaringType.Handle;

    /// <summary>A readonly field is written by constructors and initializers of its type, on their own object.</summary>
    private static bool MayWrite(Evaluation evaluation, FieldUse field, StackValue owner)
    {
        DefinedMethod method = evaluation.Body.Method;
        return method.DeclaringType == field.Owner.Definition && field.Owner.Equals(method.DeclaringType.Self)
            && (method.IsConstructor || method.IsInitializer && !method.IsStatic) && owner.Is(ValueMarks.This);
    }

    private static void LoadStatic(Evaluation evaluation)
    {
        FieldUse field = Field(evaluation, isStatic: true);
        evaluation.PushNew(field.Type);
    }

    private static void LoadStaticReference(Evaluation evaluation)
    {
        FieldUse field = Field(evaluation, isStatic: true);
        evaluation.PushNew(
            new ReferenceTo(field.Type),
            field.IsReadOnly && !MayWriteStatic(evaluation, field) ? ValueMarks.ReadOnly : ValueMarks.None);
        if (field.IsData)
        {
            evaluation.Push(evaluation.Pop() with { Data = field });
        }
    }

    private static void StoreStatic(Evaluation evaluation)
    {
        FieldUse field = Field(evaluation, isStatic: true);
        evaluation.PopFor(field.Type);
        if (field.IsReadOnly && !MayWriteStatic(evaluation, field))
        {
            throw Evaluation.Refuse($"it writes the static readonly field {field} outside of the class constructor of {field.Owner}");
        }
    }

    private static bool MayWriteStatic(Evaluation evaluation, FieldUse field) =>
        evaluation.Body.Method.IsClassConstructor && field.Owner.Equals(evaluation.Body.Method.DeclaringType.Self);
}
