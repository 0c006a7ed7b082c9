namespace Strategies.Plugins.Loading;

/// <summary>What preparing a package's code did, before any of it can run on the hot thread.</summary>
public sealed record PrepareReport
{
    /// <summary>
    /// Methods of the package's own types, and of the framework that they call directly, that were prepared.
    /// </summary>
    public required int MethodCount { get; init; }

    /// <summary>
    /// Instantiations of generic types and methods that were prepared, of the package and of the framework.
    /// </summary>
    public required int InstantiationCount { get; init; }

    /// <summary>
    /// Entries of the MethodSpec and TypeSpec tables that still contain type parameters: they have no code of their
    /// own; what they become is found by following calls from closed methods.
    /// </summary>
    public required int OpenCount { get; init; }

    /// <summary>
    /// Names in framework code that reflection could not follow; warming finds what hides behind them.
    /// </summary>
    public required int UnresolvedCount { get; init; }

    /// <summary>Class constructors that were run.</summary>
    public required int ClassConstructorCount { get; init; }

    /// <summary>Methods that the just-in-time compiler compiled meanwhile on this thread.</summary>
    public required int CompiledCount { get; init; }

    /// <summary>Time it took, ns. For people only: never read by the engine.</summary>
    public required long ElapsedNs { get; init; }
}
