using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>
/// Follows references to what ends with the call, through structs that hold references, so that none outlives it. The rules are those of
/// C# 11 for <c>ref struct</c>, <c>scoped</c> and <c>UnscopedRef</c>: what a value refers to is bound to the call, may be given back only,
/// or is free.
/// </summary>
internal static class Lifetimes
{
    /// <summary>How long what a value refers to lives.</summary>
    internal const ValueMarks OfValue = ValueMarks.Bound | ValueMarks.ReturnOnly;

    /// <summary>True for a struct that may hold references.</summary>
    internal static bool MayHold(Evaluation evaluation, IlType type) => evaluation.Relations.IsByRefLike(type);

    /// <summary>How long lives what the struct at a reference refers to.</summary>
    internal static ValueMarks Inside(Evaluation evaluation, StackValue reference)
    {
        if (!MayHold(evaluation, reference.Type!))
        {
            return ValueMarks.None;
        }

        ValueMarks marks = AtInside(reference.Marks);
        return !reference.Is(ValueMarks.PerhapsOwn) ? marks
            : Slots(evaluation, reference).Aggregate(marks, (all, slot) => all | evaluation.Frame[slot].Marks & OfValue);
    }

    /// <summary>Marks of what a reference refers to, as marks of the reference.</summary>
    internal static ValueMarks ToInside(ValueMarks marks) =>
        ((marks & ValueMarks.Bound) != 0 ? ValueMarks.BoundInside : 0)
        | ((marks & ValueMarks.ReturnOnly) != 0 ? ValueMarks.ReturnOnlyInside : 0);

    /// <summary>How long lives all that a value refers to, however far.</summary>
    internal static ValueMarks OfStored(StackValue value) => value.Marks & OfValue | AtInside(value.Marks);

    /// <summary>A value that may refer to something is put where a reference refers to.</summary>
    internal static void Store(Evaluation evaluation, StackValue reference, StackValue value)
    {
        bool isWhole = reference.Is(ValueMarks.Own) && reference.Slot >= 0
            && reference.Type!.Equals(evaluation.Body.Slots.TypeOf(reference.Slot));
        if (isWhole && value.Kind == StackKind.Value)
        {
            evaluation.Frame[reference.Slot] = evaluation.Body.Slots.AtStart(reference.Slot).With(value.Marks & OfValue);
        }
        else
        {
            Bind(evaluation, reference, OfStored(value));
        }
    }

    /// <summary>What lies at a reference may refer to what lives only so long from here on.</summary>
    internal static void Bind(Evaluation evaluation, StackValue reference, ValueMarks marks)
    {
        if (marks == ValueMarks.None || reference.Is(ValueMarks.Out) && marks == ValueMarks.ReturnOnly)
        {
            return;
        }

        if (!reference.Is(ValueMarks.Own))
        {
            throw Evaluation.Refuse("it keeps a reference to a local or an argument where it outlives the call");
        }

        foreach (int slot in Slots(evaluation, reference))
        {
            evaluation.Frame[slot] = evaluation.Frame[slot].With(marks);
        }
    }

    /// <summary>What the result of a call may refer to, and what the call may have written into its arguments.</summary>
    internal static ValueMarks Call(Evaluation evaluation, IReadOnlyList<(DefinedParameter Parameter, StackValue Value)> arguments)
    {
        ValueMarks kept = ValueMarks.None;
        ValueMarks returned = ValueMarks.None;
        foreach ((DefinedParameter parameter, StackValue value) in arguments)
        {
            ValueMarks own = parameter.IsScoped ? ValueMarks.None : value.Marks & OfValue;
            ValueMarks inside = value.Kind == StackKind.Reference ? Inside(evaluation, value) : ValueMarks.None;
            returned |= own | inside;
            kept |= inside | (value.Kind == StackKind.Value || parameter.IsUnscoped ? own : ValueMarks.None);
        }

        foreach ((DefinedParameter parameter, StackValue value) in arguments)
        {
            if (value.Kind == StackKind.Reference && !parameter.IsReadOnly && MayHold(evaluation, value.Type!))
            {
                Bind(evaluation, value, (parameter.IsOut ? returned : kept) & ~Inside(evaluation, value));
            }
        }

        bool isOwn = arguments.Any(one => one.Value.Is(ValueMarks.PerhapsOwn));
        return returned | ToInside(returned) | (isOwn ? ValueMarks.PerhapsOwn : 0);
    }

    private static ValueMarks AtInside(ValueMarks marks) =>
        ((marks & ValueMarks.BoundInside) != 0 ? ValueMarks.Bound : 0)
        | ((marks & ValueMarks.ReturnOnlyInside) != 0 ? ValueMarks.ReturnOnly : 0);

    /// <summary>The locals that a reference may refer to.</summary>
    private static IEnumerable<int> Slots(Evaluation evaluation, StackValue reference) => reference.Slot >= 0 ? [reference.Slot]
        : Enumerable.Range(0, evaluation.Body.Slots.Count).Where(slot => MayHold(evaluation, evaluation.Body.Slots.TypeOf(slot)));
}
