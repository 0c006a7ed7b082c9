using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Strategies.Ipc;

namespace Strategies.Driver;

/// <summary>
/// Compiles the host's own code before trading, so that no first call of a rare path is compiled on the hot thread.
/// </summary>
/// <remarks>
/// Beside the methods of the types that are named: what their code names of generic methods and types, since each set of
/// value types has code of its own, and of the framework's code that does not come compiled.
/// </remarks>
public static class HostCode
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const MethodImplAttributes NotCompiled = MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime;

    private const int ThreadsMax = 4;

    private const string Own = "Strategies.";

    /// <summary>How far calls are followed behind the methods of the types that are named.</summary>
    private const int DepthMax = 4;

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
        ConcurrentDictionary<MethodBase, bool> seen = new();
        int next = -1;
        void Work()
        {
            List<MethodBase> called = [];
            for (int index = Interlocked.Increment(ref next); index < closed.Length; index = Interlocked.Increment(ref next))
            {
                RuntimeHelpers.RunClassConstructor(closed[index].TypeHandle);
                foreach (MethodBase method in closed[index].GetMembers(Everything).OfType<MethodBase>())
                {
                    PrepareWithCalled(method, DepthMax, seen, called);
                }
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

        return seen.Count;
    }

    private static void PrepareWithCalled(
        MethodBase method, int depth, ConcurrentDictionary<MethodBase, bool> seen, List<MethodBase> called)
    {
        if (method.IsAbstract || method.ContainsGenericParameters || method.DeclaringType is { ContainsGenericParameters: true }
            || (method.MethodImplementationFlags & NotCompiled) != 0 || !seen.TryAdd(method, true))
        {
            return;
        }

        Compile(method);
        if (depth == 0)
        {
            return;
        }

        int first = called.Count;
        CalledMethods.AddTo(method, called);
        int end = called.Count;
        for (int index = first; index < end; index++)
        {
            if (IsFollowed(called[index]))
            {
                PrepareWithCalled(called[index], depth - 1, seen, called);
            }
        }

        // One list for the whole way down: each level takes its own entries off again.
        called.RemoveRange(first, called.Count - first);
    }

    /// <summary>
    /// What is not compiled with the types that are named anyway, of what hot code uses: our own generic code, arithmetic of
    /// 128 bits, and what searches and compares memory.
    /// </summary>
    private static bool IsFollowed(MethodBase method) => method.DeclaringType is { } type
        && (type.Assembly == typeof(Int128).Assembly
            ? type == typeof(Int128) || type == typeof(UInt128) || type == typeof(MemoryExtensions)
            : type.Assembly.FullName!.StartsWith(Own, StringComparison.Ordinal)
                && (method.IsGenericMethod || type.IsGenericType));

    private static void Compile(MethodBase method)
    {
        Type[] arguments =
        [
            .. method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [],
            .. method.IsGenericMethod ? method.GetGenericArguments() : [],
        ];
        if (arguments.Length == 0)
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return;
        }

        RuntimeHelpers.PrepareMethod(method.MethodHandle, [.. arguments.Select(argument => argument.TypeHandle)]);
    }
}
