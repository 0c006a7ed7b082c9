using System.Reflection;
using System.Runtime.CompilerServices;

namespace Strategies.Plugins.Loading;

/// <summary>
/// Runs class constructors, each once: code compiled afterwards can take readonly statics for constants.
/// </summary>
internal sealed class ClassConstructorRunner(string package, PrepareCounters counters)
{
    private readonly HashSet<Type> _done = [];

    /// <summary>Runs the module's and all closed types' class constructors.</summary>
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

    /// <summary>Runs one type's class constructor if it has one and is closed.</summary>
    internal void Run(Type type)
    {
        if (type.ContainsGenericParameters || type.TypeInitializer is null || !_done.Add(type))
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
