using Strategies.Records;
using Strategies.Risk.Naming;

namespace Strategies.Plugins.Parameters;

/// <summary>
/// A property with a parameter's attribute as it stands in a strategy's code, however it was read: the rules for it are
/// here, once.
/// </summary>
internal sealed record ParameterDeclaration
{
    /// <summary>File name of the strategy's assembly.</summary>
    internal required string Assembly { get; init; }

    /// <summary>Full name of the strategy's class.</summary>
    internal required string Strategy { get; init; }

    internal required string Property { get; init; }

    /// <summary>Name of the property's type, for messages.</summary>
    internal required string TypeName { get; init; }

    /// <summary>What the type stands for; null when it is none of a parameter's.</summary>
    internal required ParameterKind? Kind { get; init; }

    /// <summary>True when it is an instance's, with a getter and a setter that may be called at any time.</summary>
    internal required bool IsSettable { get; init; }

    internal required string Name { get; init; }

    internal required string Unit { get; init; }

    internal required string Description { get; init; }

    internal required double Min { get; init; }

    internal required double Max { get; init; }

    /// <summary>What is known of the parameter, but for its default.</summary>
    /// <exception cref="PackageException">It is declared wrongly.</exception>
    internal ParameterDefinition Define()
    {
        if (!NameRule.IsGood(NameKind.Parameter, Name, out _, out string form))
        {
            throw Refuse(Property, $"has the name '{Name}'", form);
        }

        if (Kind is not { } kind)
        {
            throw Refuse(Name, $"has the type {TypeName}", "allowed are long, int, double, bool, Price and Quantity");
        }

        if (!IsSettable)
        {
            throw Refuse(
                Name, "cannot be set while the strategy runs", "make it an instance property with get and set");
        }

        return new ParameterDefinition
        {
            Name = Name,
            Kind = kind,
            Unit = Unit,
            Description = Description,
            Range = ParameterRange.Of(kind, Min, Max)
                ?? throw Refuse(Name, "has a range in which nothing lies", "let Min be at most Max"),
            DefaultBits = null,
        };
    }

    /// <summary>The definition with a default.</summary>
    /// <exception cref="PackageException">The default is out of the parameter's range.</exception>
    internal ParameterDefinition WithDefault(ParameterDefinition definition, long bits)
    {
        string? problem = definition.Explain(definition.Range.Check(bits), definition.Format(bits));
        return problem is null
            ? definition with { DefaultBits = bits }
            : throw Refuse(Name, $"has a default out of its range: {problem}", "change default or range");
    }

    /// <summary>Puts the parameters of one strategy in order.</summary>
    /// <param name="rows">What goes by each declaration.</param>
    /// <exception cref="PackageException">A name is declared twice.</exception>
    internal static void Sort<T>(List<(ParameterDeclaration Declaration, T Row)> rows)
    {
        rows.Sort((left, right) => string.CompareOrdinal(left.Declaration.Name, right.Declaration.Name));
        for (int index = 1; index < rows.Count; index++)
        {
            if (rows[index].Declaration.Name == rows[index - 1].Declaration.Name)
            {
                throw rows[index].Declaration.Refuse(
                    rows[index].Declaration.Name, "is declared twice", "give every parameter a name of its own");
            }
        }
    }

    internal PackageException Refuse(string parameter, string problem, string hint) =>
        new(Assembly, $"parameter {parameter} of {Strategy} {problem}", hint);
}
