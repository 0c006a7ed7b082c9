using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Checking;

/// <summary>The assemblies of one package, so that a reference from one to another can be followed.</summary>
internal sealed class PackageImages : IDisposable
{
    private readonly Dictionary<string, AssemblyImage> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<AssemblyImage, TypeModule> _types = [];

    /// <summary>All of them, in the order in which they were added.</summary>
    internal List<AssemblyImage> All { get; } = [];

    /// <summary>Adds one; false when there already is one of that name.</summary>
    internal bool TryAdd(AssemblyImage image)
    {
        All.Add(image);
        return _byName.TryAdd(image.Name, image);
    }

    /// <summary>An assembly's types, resolved over the package and what the host shares with it.</summary>
    internal TypeModule TypesOf(AssemblyImage image)
    {
        if (!_types.TryGetValue(image, out TypeModule? types))
        {
            types = new TypeModule(
                image.Image, image.Name, isOfHost: false,
                name => Find(name) is { } inPackage ? TypesOf(inPackage) : HostModules.Find(name));
            _types.Add(image, types);
        }

        return types;
    }

    internal AssemblyImage? Find(string assemblyName) => _byName.GetValueOrDefault(assemblyName);

    /// <summary>Name of the assembly that a type reference points into; null when it is the same assembly's.</summary>
    internal static string? AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference =>
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }

    /// <summary>Follows a reference into the package; false when it points out of it.</summary>
    internal bool TryResolve(
        AssemblyImage from, TypeReferenceHandle handle, out AssemblyImage image, out TypeDefinitionHandle type)
    {
        string? assembly = AssemblyOf(from.Metadata, handle);
        image = assembly is null ? from : Find(assembly) ?? from;
        type = default;
        return (assembly is null || Find(assembly) is not null)
            && image.TryFindType(SourceNames.FullName(from.Metadata, handle), out type);
    }

    public void Dispose() => All.ForEach(image => image.Dispose());
}
