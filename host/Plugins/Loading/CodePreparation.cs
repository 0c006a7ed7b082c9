using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Reaching;

namespace Strategies.Plugins.Loading;

/// <summary>Runs the class constructors of a loaded package and prepares its code, in that order.</summary>
internal static class CodePreparation
{
    /// <summary>Does it.</summary>
    /// <param name="closed">The package; its bytes are the loaded ones.</param>
    /// <param name="assemblies">The loaded assemblies by file name.</param>
    /// <exception cref="PackageException">A class constructor throws, or a method cannot be compiled.</exception>
    internal static PrepareReport Run(ClosedPackage closed, IReadOnlyDictionary<string, Assembly> assemblies)
    {
        StrategyPackage package = closed.Package;
        ClosedCode code = ClosedCode.Of(closed, assemblies);
        long startTimestamp = Stopwatch.GetTimestamp();
        long compiledBefore = JitInfo.GetCompiledMethodCount(currentThread: true);
        PrepareCounters counters = new();
        ClassConstructorRunner constructors = new(package.MainAssembly.Name, code, counters);
        MethodPreparer preparer = new(package.MainAssembly.Name, assemblies.Values.ToHashSet(), code, constructors, counters);

        Dictionary<Assembly, Type[]> types = assemblies.Values.ToDictionary(
            assembly => assembly, assembly => LoadTypes(package, assembly));
        // All class constructors before any method: see ClassConstructorRunner for what the compiler makes of that.
        foreach ((Assembly assembly, Type[] own) in types)
        {
            constructors.Run(assembly, own);
        }

        foreach (Type type in types.Values.SelectMany(own => own))
        {
            preparer.AddType(type);
        }

        foreach (PackageFile file in package.Assemblies)
        {
            AddInstantiations(
                InstantiationTable.Read(file.Bytes), assemblies[file.Name].ManifestModule, preparer, counters);
        }

        preparer.Follow();
        return new PrepareReport
        {
            MethodCount = counters.Methods,
            InstantiationCount = counters.Instantiations,
            OpenCount = counters.Open,
            UnresolvedCount = counters.Unresolved,
            ClassConstructorCount = counters.ClassConstructors,
            CompiledCount = (int)(JitInfo.GetCompiledMethodCount(currentThread: true) - compiledBefore),
            ElapsedNs = (long)Stopwatch.GetElapsedTime(startTimestamp).TotalNanoseconds,
        };
    }

    private static void AddInstantiations(
        InstantiationTable table, Module module, MethodPreparer preparer, PrepareCounters counters)
    {
        counters.Open += table.OpenCount;
        foreach (int token in table.Types)
        {
            preparer.AddType(module.ResolveType(token));
        }

        foreach (int token in table.Methods)
        {
            if (module.ResolveMethod(token) is { } method)
            {
                preparer.Add(method, isCalledByPackage: true);
            }
        }
    }

    private static Type[] LoadTypes(StrategyPackage package, Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            string first = exception.LoaderExceptions.FirstOrDefault(inner => inner is not null)?.Message
                ?? "no reason is given";
            throw new PackageException(
                package.MainAssembly.Name, $"a type of {assembly.GetName().Name} cannot be loaded: {first}",
                "build the package again as a whole");
        }
    }
}
