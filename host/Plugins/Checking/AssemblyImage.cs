using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Strategies.Plugins.Packages;

namespace Strategies.Plugins.Checking;

/// <summary>An assembly's metadata, read from its bytes without loading it.</summary>
internal sealed class AssemblyImage : IDisposable
{
    private readonly Dictionary<string, TypeDefinitionHandle> _types = new(StringComparer.Ordinal);

    private AssemblyImage(PackageFile file, PEReader image)
    {
        FileName = file.Name;
        Image = image;
        Metadata = image.GetMetadataReader();
        if (!Metadata.IsAssembly)
        {
            throw new BadImageFormatException("it is a module without an assembly's manifest");
        }

        AssemblyDefinition definition = Metadata.GetAssemblyDefinition();
        Name = Metadata.GetString(definition.Name);
        Version = definition.Version;
        foreach (TypeDefinitionHandle handle in Metadata.TypeDefinitions)
        {
            string type = SourceNames.FullName(Metadata, handle);
            if (!_types.TryAdd(type, handle))
            {
                throw new BadImageFormatException($"it has two types {type}");
            }
        }
    }

    internal string FileName { get; }

    internal PEReader Image { get; }

    internal MetadataReader Metadata { get; }

    internal string Name { get; }

    internal Version Version { get; }

    /// <summary>Opens an assembly's bytes.</summary>
    /// <exception cref="BadImageFormatException">They are not a .NET assembly.</exception>
    internal static AssemblyImage Open(PackageFile file)
    {
        PEReader image = new(file.Bytes);
        try
        {
            return image.HasMetadata ? new AssemblyImage(file, image)
                : throw new BadImageFormatException("it has no .NET metadata");
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    internal bool TryFindType(string fullName, out TypeDefinitionHandle handle) =>
        _types.TryGetValue(fullName, out handle);

    public void Dispose() => Image.Dispose();
}
