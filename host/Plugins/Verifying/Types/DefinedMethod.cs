using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>A method where it is declared, with what its attributes promise.</summary>
internal sealed class DefinedMethod
{
    private const string ReadOnlyAttribute = "System.Runtime.CompilerServices.IsReadOnlyAttribute";
    private const string ReadOnlyReferenceAttribute = "System.Runtime.CompilerServices.RequiresLocationAttribute";
    private const string ScopedAttribute = "System.Runtime.CompilerServices.ScopedRefAttribute";
    private const string UnscopedAttribute = "System.Diagnostics.CodeAnalysis.UnscopedRefAttribute";
    private const string InModifier = "System.Runtime.InteropServices.InAttribute";
    private const string InitModifier = "System.Runtime.CompilerServices.IsExternalInit";

    private readonly Lazy<MethodSignature<IlType>> _signature;
    private readonly Lazy<ImmutableArray<DefinedParameter>> _parameters;
    private readonly Lazy<bool> _isUnscoped;
    private readonly Lazy<bool> _returnsReadOnly;

    internal DefinedMethod(TypeModule module, MethodDefinitionHandle handle)
    {
        Module = module;
        Handle = handle;
        Definition = module.Metadata.GetMethodDefinition(handle);
        Name = module.Metadata.GetString(Definition.Name);
        DeclaringType = module.TypeOf(Definition.GetDeclaringType());
        _signature = new(() => Definition.DecodeSignature(module.Decoder, null));
        _parameters = new(ReadParameters);
        _returnsReadOnly = new(() => Signature.ReturnType.IsModifiedBy(InModifier) || Definition.GetParameters()
            .Select(module.Metadata.GetParameter)
            .Any(one => one.SequenceNumber == 0 && Has(one.GetCustomAttributes(), ReadOnlyAttribute)));
        _isUnscoped = new(() => Has(Definition.GetCustomAttributes(), UnscopedAttribute) || Has(AttributesOfProperty(), UnscopedAttribute));
    }

    internal TypeModule Module { get; }

    internal MethodDefinitionHandle Handle { get; }

    internal MethodDefinition Definition { get; }

    internal string Name { get; }

    internal DefinedType DeclaringType { get; }

    internal MethodSignature<IlType> Signature => _signature.Value;

    internal ImmutableArray<DefinedParameter> Parameters => _parameters.Value;

    internal bool IsStatic => (Definition.Attributes & MethodAttributes.Static) != 0;

    internal bool IsVirtual => (Definition.Attributes & MethodAttributes.Virtual) != 0;

    internal bool IsAbstract => (Definition.Attributes & MethodAttributes.Abstract) != 0;

    internal bool IsFinal => (Definition.Attributes & MethodAttributes.Final) != 0 || DeclaringType.IsSealed;

    internal bool IsConstructor => Name == ".ctor" && !IsStatic;

    internal bool IsClassConstructor => Name == ".cctor" && IsStatic;

    /// <summary>A setter that only initializers call: it may write what is readonly.</summary>
    internal bool IsInitializer => Signature.ReturnType.IsModifiedBy(InitModifier);

    /// <summary>It gives back a <c>ref readonly</c>.</summary>
    internal bool ReturnsReadOnly => _returnsReadOnly.Value;

    /// <summary>A method of a struct that does not write to it.</summary>
    internal bool IsReadOnly => !IsStatic && !IsConstructor && !IsInitializer
        && (DeclaringType.IsReadOnly || Has(Definition.GetCustomAttributes(), ReadOnlyAttribute));

    /// <summary>A method of a struct that may give back a reference to it.</summary>
    internal bool IsUnscoped => _isUnscoped.Value;

    private bool Has(IEnumerable<CustomAttributeHandle> attributes, string name) =>
        attributes.Any(one => AttributeNames.Of(Module.Metadata, one) == name);

    /// <summary>What is said of a property stands at it, not at its accessors.</summary>
    private IEnumerable<CustomAttributeHandle> AttributesOfProperty() =>
        from handle in DeclaringType.Definition.GetProperties()
        let property = Module.Metadata.GetPropertyDefinition(handle)
        where property.GetAccessors() is var accessors && (accessors.Getter == Handle || accessors.Setter == Handle)
        from attribute in property.GetCustomAttributes()
        select attribute;

    private ImmutableArray<DefinedParameter> ReadParameters()
    {
        DefinedParameter[] parameters = [.. Signature.ParameterTypes.Select(type => new DefinedParameter(
            type.Plain, IsReadOnly: type.IsModifiedBy(InModifier), IsScoped: false))];
        foreach (ParameterHandle handle in Definition.GetParameters())
        {
            Parameter parameter = Module.Metadata.GetParameter(handle);
            int index = parameter.SequenceNumber - 1;
            if (index < 0 || index >= parameters.Length)
            {
                continue;
            }

            CustomAttributeHandleCollection attributes = parameter.GetCustomAttributes();
            bool isOut = parameters[index].Type is ReferenceTo
                && (parameter.Attributes & (ParameterAttributes.Out | ParameterAttributes.In)) == ParameterAttributes.Out;
            parameters[index] = parameters[index] with
            {
                IsReadOnly = parameters[index].IsReadOnly || Has(attributes, ReadOnlyAttribute) || Has(attributes,
                    ReadOnlyReferenceAttribute),
                IsScoped = (isOut || Has(attributes, ScopedAttribute)) && !Has(attributes, UnscopedAttribute),
                IsUnscoped = !isOut && Has(attributes, UnscopedAttribute),
                IsOut = isOut,
            };
        }

        return [.. parameters];
    }
}
