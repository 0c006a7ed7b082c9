using System.Reflection;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Loading;
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
        List<(ParameterDeclaration Declaration, (ParameterDefinition Definition, ParameterBinding Binding) Row)> rows = [];
        for (Type? type = instance.GetType(); type is not null && type != typeof(Strategy); type = type.BaseType)
        {
            foreach (PropertyInfo property in type.GetProperties(Declared))
            {
                if (property.GetCustomAttribute<ParameterAttribute>(inherit: false) is { } attribute)
                {
                    ParameterDeclaration declaration = DeclarationOf(instance.GetType(), property, attribute);
                    rows.Add((declaration, BuildRow(instance, property, declaration)));
                }
            }
        }

        ParameterDeclaration.Sort(rows);
        return new ParameterTable([.. rows.Select(row => row.Row.Definition)], [.. rows.Select(row => row.Row.Binding)]);
    }

    private static ParameterDeclaration DeclarationOf(Type strategy, PropertyInfo property, ParameterAttribute attribute) =>
        new()
        {
            Assembly = strategy.Assembly.GetName().Name + ".dll",
            Strategy = strategy.FullName!,
            Property = property.Name,
            TypeName = property.PropertyType.Name,
            Kind = ParameterBinding.KindOf(property.PropertyType),
            IsSettable = IsSettable(property),
            Name = attribute.Name ?? "",
            Unit = attribute.Unit ?? "",
            Description = attribute.Description ?? "",
            Min = attribute.Min,
            Max = attribute.Max,
        };

    private static (ParameterDefinition Definition, ParameterBinding Binding) BuildRow(
        Strategy instance, PropertyInfo property, ParameterDeclaration declaration)
    {
        ParameterDefinition definition = declaration.Define();
        ParameterBinding binding = ParameterBinding.Bind(instance, property, definition.Kind);
        return (declaration.WithDefault(definition, ReadDefault(declaration, binding)), binding);
    }

    private static long ReadDefault(ParameterDeclaration declaration, ParameterBinding binding)
    {
        try
        {
            return binding.Get();
        }
        catch (Exception exception)
        {
            throw declaration.Refuse(
                declaration.Name, $"cannot be read: its getter throws {ExceptionText.Of(exception)}", "return a field");
        }
    }

    private static bool IsSettable(PropertyInfo property) =>
        property is { GetMethod.IsStatic: false, SetMethod: { IsStatic: false } setter }
        && property.GetIndexParameters().Length == 0
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
