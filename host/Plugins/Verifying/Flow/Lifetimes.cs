using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>
/// Follows references to what ends with the call, through structs that hold references, so that none outlives it. The rules are the
/// language's for <c>ref struct</c>, <c>scoped</c> and <c>UnscopedRef</c>.
/// </summary>
internal static class Lifetimes
{
    /// <summary>True for a struct that may hold references.</summary>
    internal static bool MayHold(Evaluation evaluation, IlType type) => evaluation.Relations.IsByRefLike(type);

    /// <summary>True when what lies at a reference refers to what ends with the call.</summary>
    internal static bool IsBoundInside(Evaluation evaluation, StackValue reference)
    {
        if (!MayHold(evaluation, reference.Type!))
        {
            return false;
        }

        return reference.Is(ValueMarks.BoundInside) || reference.Is(ValueMarks.PerhapsOwn)
            && Slots(evaluation, reference).Any(slot => evaluation.Frame[slot].Is(ValueMarks.Bound));
    }

    /// <summary>A value that may refer to something is put where a reference refers to.</summary>
    internal static void Store(Evaluation evaluation, StackValue reference, StackValue value)
    {
        FlowFrame frame = evaluation.Frame;
        bool isWhole = reference.Is(ValueMarks.Own) && reference.Slot >= 0
            && reference.Type!.Equals(evaluation.Body.Slots.TypeOf(reference.Slot));
        if (isWhole && value.Kind == StackKind.Value)
        {
            frame[reference.Slot] = evaluation.Body.Slots.AtStart(reference.Slot).With(value.Marks & ValueMarks.Bound);
        }
        else if (value.Is(ValueMarks.Bound | ValueMarks.BoundInside))
        {
            Bind(evaluation, reference);
        }
    }

    /// <summary>What lies at a reference may refer to what ends with the call from here on.</summary>
    internal static void Bind(Evaluation evaluation, StackValue reference)
    {
        if (!reference.Is(ValueMarks.Own))
        {
            throw Evaluation.Refuse("it keeps a reference to a local where it outlives the call");
        }

        foreach (int slot in Slots(evaluation, reference))
        {
            evaluation.Frame[slot] = evaluation.Frame[slot].With(ValueMarks.Bound);
        }
    }

    /// <summary>What the result of a call may refer to, and what the call may have written into its arguments.</summary>
    internal static ValueMarks Call(Evaluation evaluation, IReadOnlyList<(DefinedParameter Parameter, StackValue Value)> arguments)
    {
        bool isBound = arguments.Any(one => Brings(evaluation, one.Parameter, one.Value));
        if (isBound)
        {
            foreach ((DefinedParameter parameter, StackValue value) in arguments)
            {
                if (parameter.Type is ReferenceTo { Element: var element } && !parameter.IsReadOnly && MayHold(evaluation, element)
                    && !IsBoundInside(evaluation, value))
                {
                    Bind(evaluation, value);
                }
            }
        }

        bool isOwn = arguments.Any(one => one.Value.Kind == StackKind.Reference && one.Value.Is(ValueMarks.PerhapsOwn));
        return (isBound ? ValueMarks.Bound | ValueMarks.BoundInside : 0) | (isOwn ? ValueMarks.PerhapsOwn : 0);
    }

    private static bool Brings(Evaluation evaluation, DefinedParameter parameter, StackValue value) => value.Kind switch
    {
        StackKind.Reference => !parameter.IsScoped && value.Is(ValueMarks.Bound) || IsBoundInside(evaluation, value),
        StackKind.Value => !parameter.IsScoped && value.Is(ValueMarks.Bound),
        _ => false,
    };

    /// <summary>The locals that a reference may refer to.</summary>
    private static IEnumerable<int> Slots(Evaluation evaluation, StackValue reference) => reference.Slot >= 0 ? [reference.Slot]
        : Enumerable.Range(0, evaluation.Body.Slots.Count).Where(slot => MayHold(evaluation, evaluation.Body.Slots.TypeOf(slot)));
}
