using System.Reflection.Metadata;
using Strategies.Plugins.Checking;
using Strategies.Sdk;

namespace Strategies.Plugins.Reaching;

/// <summary>What of a strategy's class or of its base classes the host calls by its name: its parameters.</summary>
internal static class ParameterAccessors
{
    private static readonly string Attribute = typeof(ParameterAttribute).FullName!;

    /// <summary>The accessors of a type's parameters.</summary>
    internal static IEnumerable<MethodDefinitionHandle> Of(TypePlace type)
    {
        MetadataReader reader = type.Image.Metadata;
        foreach (PropertyDefinition property in type.Definition.GetProperties().Select(reader.GetPropertyDefinition)
            .Where(property => property.GetCustomAttributes().Any(handle => AttributeNames.Of(reader, handle) == Attribute)))
        {
            PropertyAccessors accessors = property.GetAccessors();
            foreach (MethodDefinitionHandle accessor in new[] { accessors.Getter, accessors.Setter }.Where(one => !one.IsNil))
            {
                yield return accessor;
            }
        }
    }
}
