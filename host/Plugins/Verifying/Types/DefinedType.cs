using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>A type where it is declared. There is one object for each, so they are compared by reference.</summary>
internal sealed class DefinedType
{
    private readonly Lazy<IlType?> _base;
    private readonly Lazy<ImmutableArray<IlType>> _interfaces;
    private readonly Lazy<HashSet<string>> _attributes;
    private readonly Lazy<IlType?> _underlying;

    internal DefinedType(TypeModule module, TypeDefinitionHandle handle)
    {
        Module = module;
        Handle = handle;
        Definition = module.Metadata.GetTypeDefinition(handle);
        FullName = SourceNames.FullName(module.Metadata, handle);
        ParameterCount = Definition.GetGenericParameters().Count;
        Plain = new NamedType(this, TypeList.Empty);
        _base = new(() => Definition.BaseType.IsNil ? null : module.Type(Definition.BaseType));
        _interfaces = new(() =>
        [
            .. Definition.GetInterfaceImplementations()
                .Select(one => module.Type(module.Metadata.GetInterfaceImplementation(one).Interface)),
        ]);
        _attributes = new(() => [.. Definition.GetCustomAttributes().Select(one => AttributeNames.Of(module.Metadata, one))]);
        _underlying = new(() => Definition.GetFields().Select(module.Metadata.GetFieldDefinition)
            .Where(field => (field.Attributes & FieldAttributes.Static) == 0)
            .Select(field => field.DecodeSignature(module.Decoder, null)).FirstOrDefault());
    }

    internal TypeModule Module { get; }

    internal TypeDefinitionHandle Handle { get; }

    internal TypeDefinition Definition { get; }

    internal string FullName { get; }

    /// <summary>Number of its type parameters.</summary>
    internal int ParameterCount { get; }

    /// <summary>The type without arguments.</summary>
    internal NamedType Plain { get; }

    /// <summary>The type as its own methods see it: with its parameters as arguments.</summary>
    internal NamedType Self => ParameterCount == 0 ? Plain
        : Plain with { Arguments = new([.. Enumerable.Range(0, ParameterCount).Select(index => (IlType)new TypeParameter(false, index))]) };

    /// <summary>What it derives from, in terms of its own parameters; null for none.</summary>
    internal IlType? Base => _base.Value;

    /// <summary>The interfaces that it names, in terms of its own parameters.</summary>
    internal ImmutableArray<IlType> Interfaces => _interfaces.Value;

    internal bool IsInterface => (Definition.Attributes & TypeAttributes.Interface) != 0;

    internal bool IsAbstract => (Definition.Attributes & TypeAttributes.Abstract) != 0;

    internal bool IsSealed => (Definition.Attributes & TypeAttributes.Sealed) != 0;

    internal bool IsEnum => DerivesFrom(CoreTypes.Enumeration);

    internal bool IsValueType => IsEnum || DerivesFrom(CoreTypes.ValueType) && this != CoreTypes.Enumeration.Definition;

    internal bool IsDelegate => DerivesFrom(CoreTypes.Delegate);

    /// <summary>A <c>ref struct</c>: it lives on the stack only and may hold references to it.</summary>
    internal bool IsByRefLike => IsValueType && HasAttribute("System.Runtime.CompilerServices.IsByRefLikeAttribute");

    /// <summary>A <c>readonly struct</c>.</summary>
    internal bool IsReadOnly => HasAttribute("System.Runtime.CompilerServices.IsReadOnlyAttribute");

    /// <summary>Of an enumeration, and of a struct of one field, the type of that; null when there is none.</summary>
    internal IlType? FirstField => _underlying.Value;

    /// <summary>Its name in messages.</summary>
    internal string ShownName
    {
        get
        {
            int tick = FullName.IndexOf('`', StringComparison.Ordinal);
            return (tick < 0 ? FullName : FullName[..tick]).Replace('+', '.');
        }
    }

    internal bool HasAttribute(string name) => _attributes.Value.Contains(name);

    internal GenericParameter Parameter(int index)
    {
        GenericParameterHandleCollection all = Definition.GetGenericParameters();
        return index < all.Count ? Module.Metadata.GetGenericParameter(all[index])
            : throw new BadImageFormatException($"{FullName} has no type parameter {index}");
    }

    public override string ToString() => FullName;

    private bool DerivesFrom(NamedType type) => Base is NamedType named && named.Definition == type.Definition;
}
