using System.Reflection;
using System.Runtime.CompilerServices;

namespace Strategies.Core;

/// <summary>
/// Compiles the host's own code before trading, so that no first call of a rare path is compiled on the hot thread.
/// </summary>
public static class HostCode
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const MethodImplAttributes NotCompiled = MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime;

    private const int ThreadsMax = 4;

    /// <summary>Prepares every closed method of the given assemblies. Housekeeping thread.</summary>
    /// <param name="assemblies">Assemblies whose code the hot thread may run.</param>
    /// <returns>How many methods were prepared.</returns>
    public static int Prepare(params ReadOnlySpan<Assembly> assemblies)
    {
        List<Type> types = [];
        foreach (Assembly assembly in assemblies)
        {
            types.AddRange(assembly.GetTypes());
        }

        return Prepare(types);
    }

    /// <summary>
    /// Prepares every closed method of the given types, on as many threads as there are CPUs for the calling one.
    /// </summary>
    /// <param name="types">Types whose code the hot thread may run.</param>
    /// <returns>How many methods were prepared.</returns>
    public static int Prepare(IEnumerable<Type> types)
    {
        Type[] closed = [.. types.Where(type => !type.ContainsGenericParameters)];
        int next = -1;
        int prepared = 0;
        void Work()
        {
            for (int index = Interlocked.Increment(ref next); index < closed.Length; index = Interlocked.Increment(ref next))
            {
                RuntimeHelpers.RunClassConstructor(closed[index].TypeHandle);
                Interlocked.Add(ref prepared, PrepareMembers(closed[index]));
            }
        }

        Thread[] helpers = new Thread[Math.Clamp(CpuMask.Allowed().Count, 1, ThreadsMax) - 1];
        for (int index = 0; index < helpers.Length; index++)
        {
            helpers[index] = new Thread(Work) { Name = "host code", IsBackground = true };
            helpers[index].Start();
        }

        Work();
        foreach (Thread helper in helpers)
        {
            helper.Join();
        }

        return prepared;
    }

    private static int PrepareMembers(Type type)
    {
        int prepared = 0;
        foreach (MethodBase method in type.GetMembers(Everything).OfType<MethodBase>())
        {
            if (!method.IsAbstract && !method.ContainsGenericParameters
                && (method.MethodImplementationFlags & NotCompiled) == 0)
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                prepared++;
            }
        }

        return prepared;
    }
}
