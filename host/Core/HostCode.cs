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

    /// <summary>Prepares every closed method of the given assemblies. Housekeeping thread.</summary>
    /// <param name="assemblies">Assemblies whose code the hot thread may run.</param>
    /// <returns>How many methods were prepared.</returns>
    public static int Prepare(params ReadOnlySpan<Assembly> assemblies)
    {
        int prepared = 0;
        foreach (Assembly assembly in assemblies)
        {
            foreach (Type type in assembly.GetTypes())
            {
                if (!type.ContainsGenericParameters)
                {
                    RuntimeHelpers.RunClassConstructor(type.TypeHandle);
                    prepared += PrepareMembers(type);
                }
            }
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
