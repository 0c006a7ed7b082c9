using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Verifying;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Tests.Verifying.Support;

/// <summary>One assembly's methods before the verifier, without the rest of the check.</summary>
internal sealed class VerifiedFile : IDisposable
{
    private readonly PEReader _image;
    private readonly TypeModule _module;
    private readonly AssemblyVerifier _verifier;
    private readonly Dictionary<string, TypeModule?> _others = new(StringComparer.Ordinal);

    /// <summary>Takes an assembly.</summary>
    /// <param name="bytes">Its file.</param>
    /// <param name="name">Its simple name.</param>
    /// <param name="folder">Where assemblies lie that it refers to and the framework does not have; null for nowhere.</param>
    internal VerifiedFile(byte[] bytes, string name, string? folder = null)
    {
        _image = new PEReader(new MemoryStream(bytes));
        _module = new TypeModule(_image, name, isOfHost: false, other => Find(other, folder));
        _others[name] = _module;
        _verifier = new AssemblyVerifier(_module, mayLeaveLocals: folder is not null);
    }

    /// <summary>All methods that have a body of IL.</summary>
    internal IReadOnlyList<MethodDefinitionHandle> Bodies =>
        [.. _module.Metadata.MethodDefinitions.Where(handle => _module.Metadata.GetMethodDefinition(handle).RelativeVirtualAddress != 0)];

    internal static VerifiedFile Open(string path) =>
        new(File.ReadAllBytes(path), Path.GetFileNameWithoutExtension(path), Path.GetDirectoryName(path));

    internal string? Refuse(MethodDefinitionHandle handle) => _verifier.Refuse(handle);

    /// <summary>Type and name of a method.</summary>
    internal string NameOf(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _module.Metadata.GetMethodDefinition(handle);
        return $"{SourceNames.FullName(_module.Metadata, method.GetDeclaringType())}.{_module.Metadata.GetString(method.Name)}";
    }

    /// <summary>Where in the file a method's code begins, and its length.</summary>
    internal (int Offset, int Length) CodeOf(MethodDefinitionHandle handle)
    {
        int address = _module.Metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
        MethodBodyBlock body = _image.GetMethodBody(address);
        int section = _image.PEHeaders.GetContainingSectionIndex(address);
        SectionHeader header = _image.PEHeaders.SectionHeaders[section];
        int start = address - header.VirtualAddress + header.PointerToRawData;
        byte first = _image.GetEntireImage().GetContent(start, 1)[0];
        const int TinyMask = 3, TinyFormat = 2, FatHeaderBytes = 12;
        return (start + ((first & TinyMask) == TinyFormat ? 1 : FatHeaderBytes), body.GetILBytes()?.Length ?? 0);
    }

    public void Dispose()
    {
        foreach (TypeModule? other in _others.Values)
        {
            if (other is { IsOfHost: false })
            {
                other.Image.Dispose();
            }
        }
    }

    private TypeModule? Find(string name, string? folder)
    {
        if (_others.TryGetValue(name, out TypeModule? known))
        {
            return known;
        }

        string path = Path.Combine(folder ?? "", name + ".dll");
        TypeModule? found = HostModules.Find(name);
        if (found is null && folder is not null && File.Exists(path))
        {
            found = new TypeModule(new PEReader(new MemoryStream(File.ReadAllBytes(path))), name, isOfHost: false, other => Find(other, folder));
        }

        _others[name] = found;
        return found;
    }
}
