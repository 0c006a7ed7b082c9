using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Sdk;

namespace Strategies.Plugins.Parameters;

/// <summary>A property that has a parameter's attribute, in metadata.</summary>
internal sealed class DeclaredProperty
{
    private static readonly string Attribute = typeof(ParameterAttribute).FullName!;

    private readonly ClassLink _link;
    private readonly PropertyDefinition _property;
    private readonly CustomAttributeValue<SignatureType> _attribute;

    private DeclaredProperty(ClassLink link, PropertyDefinition property, CustomAttribute attribute)
    {
        _link = link;
        _property = property;
        _attribute = attribute.DecodeValue(SignatureTypeReader.Instance);
    }

    /// <summary>The method that reads it; nil when there is none.</summary>
    internal MethodDefinitionHandle Getter => _property.GetAccessors().Getter;

    /// <summary>Those that a class declares itself.</summary>
    internal static IEnumerable<DeclaredProperty> AllOf(ClassLink link)
    {
        MetadataReader reader = link.Image.Metadata;
        foreach (PropertyDefinitionHandle handle in link.Definition.GetProperties())
        {
            PropertyDefinition property = reader.GetPropertyDefinition(handle);
            foreach (CustomAttributeHandle attribute in property.GetCustomAttributes())
            {
                if (AttributeNames.Of(reader, attribute) == Attribute)
                {
                    yield return new DeclaredProperty(link, property, reader.GetCustomAttribute(attribute));
                }
            }
        }
    }

    /// <summary>What it declares.</summary>
    /// <param name="assembly">File name of the strategy's assembly.</param>
    /// <param name="strategy">Full name of the strategy's class.</param>
    internal ParameterDeclaration Declare(string assembly, string strategy)
    {
        MethodSignature<SignatureType> signature = _property.DecodeSignature(SignatureTypeReader.Instance, _link.Arguments);
        return new ParameterDeclaration
        {
            Assembly = assembly,
            Strategy = strategy,
            Property = _link.Image.Metadata.GetString(_property.Name),
            TypeName = signature.ReturnType.Name,
            Kind = KindOf(signature.ReturnType),
            IsSettable = signature.ParameterTypes.IsEmpty && AreAccessorsUsable(),
            Name = _attribute.FixedArguments is [{ Value: string name }] ? name : "",
            Unit = Named(nameof(ParameterAttribute.Unit), ""),
            Description = Named(nameof(ParameterAttribute.Description), ""),
            Min = Named(nameof(ParameterAttribute.Min), double.MinValue),
            Max = Named(nameof(ParameterAttribute.Max), double.MaxValue),
        };
    }

    private static ParameterKind? KindOf(SignatureType type) => (type.Assembly, type.FullName) switch
    {
        ("", nameof(PrimitiveTypeCode.Int64)) => ParameterKind.Int64,
        ("", nameof(PrimitiveTypeCode.Int32)) => ParameterKind.Int32,
        ("", nameof(PrimitiveTypeCode.Double)) => ParameterKind.Double,
        ("", nameof(PrimitiveTypeCode.Boolean)) => ParameterKind.Boolean,
        (PackageLayout.SdkAssembly, "Strategies.Sdk.Price") => ParameterKind.Price,
        (PackageLayout.SdkAssembly, "Strategies.Sdk.Quantity") => ParameterKind.Quantity,
        _ => null,
    };

    private T Named<T>(string name, T otherwise)
    {
        foreach (CustomAttributeNamedArgument<SignatureType> argument in _attribute.NamedArguments)
        {
            if (argument.Name == name)
            {
                return argument.Value is T value ? value : otherwise;
            }
        }

        return otherwise;
    }

    private bool AreAccessorsUsable()
    {
        PropertyAccessors accessors = _property.GetAccessors();
        if (accessors.Getter.IsNil || accessors.Setter.IsNil)
        {
            return false;
        }

        MetadataReader reader = _link.Image.Metadata;
        MethodDefinition setter = reader.GetMethodDefinition(accessors.Setter);
        return ((reader.GetMethodDefinition(accessors.Getter).Attributes | setter.Attributes) & MethodAttributes.Static) == 0
            && !setter.DecodeSignature(SignatureTypeReader.Instance, _link.Arguments).ReturnType.IsInitOnly;
    }
}
