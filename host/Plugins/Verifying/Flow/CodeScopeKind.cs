namespace Strategies.Plugins.Verifying.Flow;

/// <summary>What a block of code is.</summary>
internal enum CodeScopeKind
{
    /// <summary>What is protected.</summary>
    Try,

    /// <summary>What says whether a handler wants an exception.</summary>
    Filter,

    /// <summary>A handler of exceptions.</summary>
    Catch,

    /// <summary>A handler that always runs.</summary>
    Finally,

    /// <summary>A handler that runs behind an exception only.</summary>
    Fault,
}
