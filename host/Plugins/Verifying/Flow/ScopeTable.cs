using System.Collections.Immutable;
using System.Reflection.Metadata;
using Strategies.Plugins.Verifying.Types;

namespace Strategies.Plugins.Verifying.Flow;

/// <summary>The protected blocks of a method and their handlers: ECMA-335, I.12.4.2.</summary>
internal sealed class ScopeTable
{
    private readonly CodeBody _body;
    private readonly List<CodeScope> _scopes = [];
    private readonly CodeScope?[] _innermost;

    /// <summary>Reads them.</summary>
    /// <exception cref="UnverifiableException">They do not nest, or cut instructions.</exception>
    internal ScopeTable(CodeBody body, ImmutableArray<ExceptionRegion> regions)
    {
        _body = body;
        _innermost = new CodeScope?[body.Instructions.Count];
        foreach (ExceptionRegion region in regions)
        {
            Add(region);
        }

        Nest();
    }

    internal IReadOnlyList<CodeScope> All => _scopes;

    /// <summary>The innermost block around an instruction; null for none.</summary>
    internal CodeScope? At(int index) => _innermost[index];

    private void Add(ExceptionRegion region)
    {
        (int start, int end) = Range(region.TryOffset, region.TryLength);
        CodeScope? guarded = _scopes.Find(scope => scope.Kind == CodeScopeKind.Try && scope.Start == start && scope.End == end);
        if (guarded is null)
        {
            guarded = new CodeScope(CodeScopeKind.Try, start, end);
            _scopes.Add(guarded);
        }

        (start, end) = Range(region.HandlerOffset, region.HandlerLength);
        if (region.Kind == ExceptionRegionKind.Filter)
        {
            (int filterStart, int filterEnd) = Range(region.FilterOffset, region.HandlerOffset - region.FilterOffset);
            CodeScope filter = new(CodeScopeKind.Filter, filterStart, filterEnd) { Exception = CoreTypes.Object };
            _scopes.Add(filter);
            guarded.Handlers.Add(filter);
        }

        IlType? exception = region.Kind switch
        {
            ExceptionRegionKind.Catch => _body.Module.Type(region.CatchType).Plain,
            ExceptionRegionKind.Filter => CoreTypes.Object,
            _ => null,
        };
        if (exception is not null && !_body.Relations.IsReference(exception) && exception is not TypeParameter)
        {
            throw new UnverifiableException($"a handler catches {exception}, which is no class");
        }

        CodeScope handler = new(CodeScope.KindOf(region.Kind), start, end) { Exception = exception };
        _scopes.Add(handler);
        guarded.Handlers.Add(handler);
    }

    private (int Start, int End) Range(int offset, int length)
    {
        int start = _body.IndexAt(offset);
        int end = offset + length == _body.Length ? _body.Instructions.Count : _body.IndexAt(offset + length);
        return start < end ? (start, end) : throw new UnverifiableException("a protected block or a handler is empty");
    }

    private void Nest()
    {
        List<CodeScope> ordered = [.. _scopes.OrderBy(scope => scope.Start).ThenByDescending(scope => scope.End)];
        Stack<CodeScope> open = [];
        foreach (CodeScope scope in ordered)
        {
            while (open.TryPeek(out CodeScope? last) && last.End <= scope.Start)
            {
                open.Pop();
            }

            scope.Parent = open.TryPeek(out CodeScope? around) ? around : null;
            bool isSame = scope.Parent is { } parent && parent.Start == scope.Start && parent.End == scope.End;
            if (scope.Parent is not null && (!scope.Parent.Contains(scope) || isSame))
            {
                throw new UnverifiableException("protected blocks and handlers overlap");
            }

            open.Push(scope);
            Array.Fill(_innermost, scope, scope.Start, scope.End - scope.Start);
        }

        // A handler stands beside what it protects, not within it and not around it.
        foreach (CodeScope scope in _scopes)
        {
            if (scope.Handlers.Exists(handler => handler.Parent != scope.Parent))
            {
                throw new UnverifiableException("a handler does not stand beside the block that it protects");
            }
        }
    }
}
