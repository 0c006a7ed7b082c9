using System.Reflection;

namespace Strategies.Tests.Support;

/// <summary>What an assembly reaches by its references, and those of what it refers to.</summary>
internal static class AssemblyReach
{
    /// <summary>
    /// Simple names of the house's assemblies, and of the libraries that are named, which are reached; the assemblies to start
    /// at are among them.
    /// </summary>
    internal static SortedSet<string> Of(IEnumerable<Assembly> starts, params string[] libraries)
    {
        SortedSet<string> reached = new(StringComparer.Ordinal);
        Stack<Assembly> toRead = new(starts);
        while (toRead.TryPop(out Assembly? assembly))
        {
            if (!reached.Add(assembly.GetName().Name!))
            {
                continue;
            }

            foreach (AssemblyName reference in assembly.GetReferencedAssemblies())
            {
                if (reference.Name!.StartsWith("Strategies.", StringComparison.Ordinal) || libraries.Contains(reference.Name))
                {
                    toRead.Push(Assembly.Load(reference));
                }
            }
        }

        return reached;
    }
}
