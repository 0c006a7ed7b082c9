using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>A protected block, or a block that handles its exceptions, by numbers of instructions.</summary>
internal sealed class CodeScope(CodeScopeKind kind, int start, int end)
{
    internal CodeScopeKind Kind { get; } = kind;

    /// <summary>First instruction.</summary>
    internal int Start { get; } = start;

    /// <summary>The instruction behind the last.</summary>
    internal int End { get; } = end;

    /// <summary>The block around it; null for the method.</summary>
    internal CodeScope? Parent { get; set; }

    /// <summary>Of a protected block, what handles it.</summary>
    internal List<CodeScope> Handlers { get; } = [];

    /// <summary>Of a handler, the type of exception that it begins with; null for none.</summary>
    internal IlType? Exception { get; init; }

    internal bool Contains(CodeScope other) => Start <= other.Start && other.End <= End;

    internal static CodeScopeKind KindOf(ExceptionRegionKind kind) => kind switch
    {
        ExceptionRegionKind.Catch or ExceptionRegionKind.Filter => CodeScopeKind.Catch,
        ExceptionRegionKind.Finally => CodeScopeKind.Finally,
        ExceptionRegionKind.Fault => CodeScopeKind.Fault,
        _ => throw new UnverifiableException("an exception handler is of no known kind"),
    };
}
