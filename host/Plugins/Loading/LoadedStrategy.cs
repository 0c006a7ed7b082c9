using System.Reflection;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Parameters;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Plugins.Loading;

/// <summary>
/// One version of a strategy, loaded for one slot into a context of its own, with its code prepared. It holds the
/// context in memory until it is retired and reclaimed.
/// </summary>
/// <remarks>Housekeeping thread.</remarks>
public sealed class LoadedStrategy
{
    internal LoadedStrategy(
        int slot, Hash256 packageHash, LoadedContext context, Type strategyType, PrepareReport prepared)
    {
        Slot = slot;
        PackageHash = packageHash;
        StrategyName = strategyType.FullName!;
        AssemblyName = strategyType.Assembly.GetName().Name!;
        AssemblyVersion = strategyType.Assembly.GetName().Version!;
        Prepared = prepared;
        Context = context;
        context.Constructor = strategyType.GetConstructor(Type.EmptyTypes);
    }

    /// <summary>The slot it was loaded for.</summary>
    public int Slot { get; }

    /// <summary>The package.</summary>
    public Hash256 PackageHash { get; }

    /// <summary>Full name of the strategy's class.</summary>
    public string StrategyName { get; }

    /// <summary>Name of the main assembly.</summary>
    public string AssemblyName { get; }

    /// <summary>Version of the main assembly.</summary>
    public Version AssemblyVersion { get; }

    /// <summary>What preparing its code did.</summary>
    public PrepareReport Prepared { get; }

    /// <summary>True once it has been unloaded: no more instances.</summary>
    public bool IsUnloaded => Context.IsUnloaded;

    internal LoadedContext Context { get; }

    /// <summary>Makes an instance. Its parameters have their defaults; nothing but its constructor has run.</summary>
    /// <exception cref="PackageException">The constructor threw, or allocated more than it may.</exception>
    /// <exception cref="InvalidOperationException">It has been unloaded.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Strategy CreateInstance()
    {
        ConstructorInfo constructor = Context.Constructor
            ?? throw new InvalidOperationException($"{StrategyName} {PackageHash.ToShortString()} has been unloaded");
        try
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Strategy instance = (Strategy)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
            RequireSmall(GC.GetAllocatedBytesForCurrentThread() - before);
            return instance;
        }
        catch (Exception exception) when (exception is not PackageException)
        {
            throw new PackageException(
                AssemblyName, $"the constructor of {StrategyName} throws {ExceptionText.Of(exception)}",
                "a constructor only sets fields; begin to work in OnStart");
        }
    }

    /// <summary>Makes an instance, and the table of its parameters.</summary>
    /// <exception cref="PackageException">The constructor threw, or a parameter is declared wrongly.</exception>
    /// <exception cref="InvalidOperationException">It has been unloaded.</exception>
    public (Strategy Instance, ParameterTable Parameters) CreateInstanceWithParameters()
    {
        Strategy instance = CreateInstance();
        return (instance, ParameterTable.Of(instance));
    }

    private void RequireSmall(long bytes)
    {
        if (bytes > SlotBounds.ConstructorBytesMax)
        {
            throw new PackageException(
                AssemblyName,
                $"the constructor of {StrategyName} allocates {bytes >> 20} MiB; at most {SlotBounds.ConstructorBytesMax >> 20} MiB",
                "allocate what the session needs and no more; large tables in OnStart, which has a bound of its own");
        }
    }
}
