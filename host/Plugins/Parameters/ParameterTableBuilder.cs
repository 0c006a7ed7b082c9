using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Plugins.Parameters;

/// <summary>
/// Makes a <see cref="ParameterTable"/> out of the properties of a strategy, of its base classes too.
/// </summary>
internal static class ParameterTableBuilder
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    internal static ParameterTable Build(Strategy instance)
    {
        List<(ParameterDefinition Definition, ParameterBinding Binding)> rows = [];
        for (Type? type = instance.GetType(); type is not null && type != typeof(Strategy); type = type.BaseType)
        {
            foreach (PropertyInfo property in type.GetProperties(Declared))
            {
                if (property.GetCustomAttribute<ParameterAttribute>(inherit: false) is { } attribute)
                {
                    rows.Add(BuildRow(instance, property, attribute));
                }
            }
        }

        rows.Sort((left, right) => string.CompareOrdinal(left.Definition.Name, right.Definition.Name));
        for (int index = 1; index < rows.Count; index++)
        {
            if (rows[index].Definition.Name == rows[index - 1].Definition.Name)
            {
                throw Refuse(
                    instance.GetType(), rows[index].Definition.Name, "is declared twice",
                    "give every parameter a name of its own");
            }
        }

        return new ParameterTable([.. rows.Select(row => row.Definition)], [.. rows.Select(row => row.Binding)]);
    }

    private static (ParameterDefinition Definition, ParameterBinding Binding) BuildRow(
        Strategy instance, PropertyInfo property, ParameterAttribute attribute)
    {
        Type type = instance.GetType();
        string name = attribute.Name;
        if (!IsName(name))
        {
            throw Refuse(
                type, property.Name, $"has the name '{name}'",
                $"use 1 to {RecordSizes.Name} letters, digits, '_', '-' or '.'");
        }

        if (ParameterBinding.KindOf(property.PropertyType) is not { } kind)
        {
            throw Refuse(
                type, name, $"has the type {property.PropertyType.Name}",
                "allowed are long, int, double, bool, Price and Quantity");
        }

        if (!IsSettable(property))
        {
            throw Refuse(
                type, name, "cannot be set while the strategy runs", "make it an instance property with get and set");
        }

        ParameterRange range = ParameterRange.Of(kind, attribute.Min, attribute.Max)
            ?? throw Refuse(type, name, "has a range in which nothing lies", "let Min be at most Max");
        ParameterBinding binding = ParameterBinding.Bind(instance, property, kind);
        ParameterDefinition definition = new()
        {
            Name = name,
            Kind = kind,
            Unit = attribute.Unit,
            Description = attribute.Description,
            Range = range,
            DefaultBits = ReadDefault(type, name, binding),
        };

        string? problem = definition.Explain(range.Check(definition.DefaultBits), definition.DefaultText);
        return problem is null ? (definition, binding)
            : throw Refuse(type, name, $"has a default out of its range: {problem}", "change default or range");
    }

    private static long ReadDefault(Type type, string name, ParameterBinding binding)
    {
        try
        {
            return binding.Get();
        }
        catch (Exception exception)
        {
            throw Refuse(
                type, name, $"cannot be read: its getter throws {ExceptionText.Of(exception)}", "return a field");
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= RecordSizes.Name
        && name.EnumerateRunes()
            .All(rune => rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or '.'));

    private static bool IsSettable(PropertyInfo property) =>
        property is { GetMethod.IsStatic: false, SetMethod: { IsStatic: false } setter }
        && property.GetIndexParameters().Length == 0
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static PackageException Refuse(Type strategy, string parameter, string problem, string hint) =>
        new(strategy.Assembly.GetName().Name + ".dll", $"parameter {parameter} of {strategy.FullName} {problem}", hint);
}
