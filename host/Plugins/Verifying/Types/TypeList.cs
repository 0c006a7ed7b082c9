using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>Types in order, equal when each is.</summary>
internal sealed class TypeList(ImmutableArray<IlType> types) : IEquatable<TypeList>
{
    internal static readonly TypeList Empty = new([]);

    internal int Count => types.Length;

    internal IlType this[int index] => index < types.Length ? types[index]
        : throw new BadImageFormatException($"there is no type parameter {index}");

    internal TypeList Substitute(TypeList? ofType, TypeList? ofMethod)
    {
        // Crafted types nest as deep as they like.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return types.IsEmpty ? this : new([.. types.Select(type => type.Substitute(ofType, ofMethod))]);
    }

    public bool Equals(TypeList? other)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null && types.Length == other.Count && Enumerable.Range(0, types.Length).All(index =>
            types[index].Equals(other[index]));
    }

    public override bool Equals(object? obj) => Equals(obj as TypeList);

    public override int GetHashCode() => types.Length;

    public override string ToString() => string.Join(", ", types);
}
