using System.Reflection;
using System.Runtime.CompilerServices;

namespace Strategies.Plugins.Loading;

/// <summary>
/// Runs class constructors, each once: code compiled afterwards can take readonly statics for constants.
/// </summary>
internal sealed class ClassConstructorRunner(string package, ClosedCode closed, PrepareCounters counters)
{
    private readonly HashSet<Type> _done = [];

    /// <summary>Runs the module's and class constructors of all types without type parameters.</summary>
    /// <exception cref="PackageException">One of them threw.</exception>
    internal void Run(Assembly assembly, IEnumerable<Type> types)
    {
        foreach (Module module in assembly.GetModules())
        {
            Guard($"the module initializer of {assembly.GetName().Name}", () =>
                RuntimeHelpers.RunModuleConstructor(module.ModuleHandle));
        }

        foreach (Type type in types)
        {
            Run(type);
        }
    }

    /// <summary>Runs one type's class constructor if it has one, and the type has no type parameters left.</summary>
    internal void Run(Type type)
    {
        if (type.ContainsGenericParameters || type.TypeInitializer is not { } initializer || closed.Has(initializer)
            || !_done.Add(type))
        {
            return;
        }

        counters.ClassConstructors++;
        Guard($"the class constructor of {type.FullName}", () => RuntimeHelpers.RunClassConstructor(type.TypeHandle));
    }

    private void Guard(string what, Action run)
    {
        try
        {
            run();
        }
        catch (Exception exception)
        {
            throw new PackageException(
                package, $"{what} throws {ExceptionText.Of(exception)}", "class constructors must not fail");
        }
    }
}
