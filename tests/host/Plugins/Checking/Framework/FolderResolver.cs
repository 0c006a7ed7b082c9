using System.Runtime.InteropServices;
using Mono.Cecil;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>Finds assemblies in the folder of the running framework, by name alone, each once.</summary>
internal sealed class FolderResolver : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _known = new(StringComparer.Ordinal);

    /// <summary>All assemblies of which the list of what is allowed can speak.</summary>
    internal IEnumerable<AssemblyDefinition> All() => Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "System*.dll")
        .Order(StringComparer.Ordinal).Select(path => Find(Path.GetFileNameWithoutExtension(path)));

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Find(name.Name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Find(name.Name);

    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _known.Values)
        {
            assembly.Dispose();
        }
    }

    private AssemblyDefinition Find(string name)
    {
        if (!_known.TryGetValue(name, out AssemblyDefinition? assembly))
        {
            assembly = AssemblyDefinition.ReadAssembly(
                Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"), new() { AssemblyResolver = this });
            _known.Add(name, assembly);
        }

        return assembly;
    }
}
