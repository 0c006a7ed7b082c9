using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>One assembly's types, and the way from its references to those of others.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class TypeModule
{
    private const string NestedMark = "\n";

    private readonly Func<string, TypeModule?> _find;
    private readonly Dictionary<string, TypeDefinitionHandle> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TypeDefinitionHandle, DefinedType> _types = [];
    private readonly ConcurrentDictionary<MethodDefinitionHandle, DefinedMethod> _methods = [];

    /// <summary>Takes an assembly.</summary>
    /// <param name="image">Its file.</param>
    /// <param name="name">Its simple name.</param>
    /// <param name="isOfHost">True when the framework or the SDK: their bodies are not looked at.</param>
    /// <param name="find">Finds the assemblies that it refers to, by simple name.</param>
    /// <exception cref="BadImageFormatException">Two of its types have one name.</exception>
    internal TypeModule(PEReader image, string name, bool isOfHost, Func<string, TypeModule?> find)
    {
        Image = image;
        Metadata = image.GetMetadataReader();
        Name = name;
        IsOfHost = isOfHost;
        _find = find;
        Decoder = new TypeDecoder(this);
        foreach (TypeDefinitionHandle handle in Metadata.TypeDefinitions)
        {
            if (!_byKey.TryAdd(KeyOf(handle), handle))
            {
                throw new BadImageFormatException($"two types have the name {SourceNames.FullName(Metadata, handle)}");
            }
        }
    }

    internal PEReader Image { get; }

    internal MetadataReader Metadata { get; }

    internal string Name { get; }

    internal bool IsOfHost { get; }

    internal TypeDecoder Decoder { get; }

    internal DefinedType TypeOf(TypeDefinitionHandle handle) =>
        _types.GetOrAdd(handle, static (key, module) => new DefinedType(module, key), this);

    internal DefinedMethod MethodOf(MethodDefinitionHandle handle) =>
        _methods.GetOrAdd(handle, static (key, module) => new DefinedMethod(module, key), this);

    /// <summary>A type that is nested into no other, by its full name; null when there is none.</summary>
    internal DefinedType? FindType(string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        return FindByKey(Key(dot < 0 ? "" : fullName[..dot], fullName[(dot + 1)..]));
    }

    /// <summary>Any type that a token names, with its arguments.</summary>
    internal IlType Type(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => TypeOf((TypeDefinitionHandle)handle).Plain,
        HandleKind.TypeReference => Resolve((TypeReferenceHandle)handle).Plain,
        HandleKind.TypeSpecification => Decode((TypeSpecificationHandle)handle),
        _ => throw new BadImageFormatException($"the token 0x{MetadataTokens.GetToken(handle):X8} names no type"),
    };

    internal IlType Decode(TypeSpecificationHandle handle)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        return Metadata.GetTypeSpecification(handle).DecodeSignature(Decoder, null);
    }

    /// <summary>Follows a reference to where the type is.</summary>
    /// <exception cref="UnverifiableException">It is nowhere.</exception>
    internal DefinedType Resolve(TypeReferenceHandle handle)
    {
        string? assembly = PackageImages.AssemblyOf(Metadata, handle);
        TypeModule? target = assembly is null ? this : _find(assembly);
        return target?.FindByKey(KeyOf(handle))
            ?? throw new UnverifiableException($"there is no type {SourceNames.FullName(Metadata, handle)} in {assembly ?? Name}");
    }

    private DefinedType? FindByKey(string key, int depth = 0)
    {
        const int ForwardsMax = 20;
        if (_byKey.TryGetValue(key, out TypeDefinitionHandle handle))
        {
            return TypeOf(handle);
        }

        string outer = key.Split(NestedMark)[0];
        return depth > ForwardsMax || Forwarders.GetValueOrDefault(outer) is not { } assembly ? null
            : _find(assembly)?.FindByKey(key, depth + 1);
    }

    private Dictionary<string, string> Forwarders => _forwarders ??= ReadForwarders();

    private Dictionary<string, string>? _forwarders;

    private Dictionary<string, string> ReadForwarders()
    {
        Dictionary<string, string> forwarders = new(StringComparer.Ordinal);
        foreach (ExportedTypeHandle handle in Metadata.ExportedTypes)
        {
            ExportedType type = Metadata.GetExportedType(handle);
            if (type.IsForwarder && type.Implementation.Kind == HandleKind.AssemblyReference)
            {
                string assembly = Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name);
                forwarders[Key(Metadata.GetString(type.Namespace), Metadata.GetString(type.Name))] = assembly;
            }
        }

        return forwarders;
    }

    /// <summary>A name that only one type has, whatever characters stand in names.</summary>
    private string KeyOf(TypeDefinitionHandle handle)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        TypeDefinition type = Metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{KeyOf(outer)}{NestedMark}{Metadata.GetString(type.Name)}"
            : Key(Metadata.GetString(type.Namespace), Metadata.GetString(type.Name));
    }

    private string KeyOf(TypeReferenceHandle handle)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        TypeReference type = Metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{KeyOf((TypeReferenceHandle)type.ResolutionScope)}{NestedMark}{Metadata.GetString(type.Name)}"
            : Key(Metadata.GetString(type.Namespace), Metadata.GetString(type.Name));
    }

    private static string Key(string nameSpace, string name) => name.Contains(NestedMark, StringComparison.Ordinal)
        ? throw new BadImageFormatException("a type's name has a line break") : $"{nameSpace}\t{name}";
}
