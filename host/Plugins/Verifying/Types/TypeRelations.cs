using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>Which object may stand where another type is asked for: ECMA-335, I.8.7, as one method's type parameters are known.</summary>
internal sealed class TypeRelations(ConstraintTable constraints)
{
    private const int DepthMax = 100;

    /// <summary>True for a type whose values are references to objects.</summary>
    internal bool IsReference(IlType type) => type switch
    {
        NamedType named => !named.Definition.IsValueType && !named.Equals(CoreTypes.Void),
        TypeParameter parameter => constraints.IsReference(parameter),
        ArrayOf or BoxedType => true,
        _ => false,
    };

    /// <summary>True for a type that lives on the stack only.</summary>
    internal bool IsByRefLike(IlType type) => type is NamedType { Definition.IsByRefLike: true }
        || type is TypeParameter parameter && constraints.IsByRefLike(parameter);

    /// <summary>True when a value of one type may be taken for one of the other without a change.</summary>
    internal bool IsAssignable(IlType from, IlType to)
    {
        // Crafted types nest as deep as they like.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (from.Equals(to))
        {
            return true;
        }

        return from switch
        {
            BoxedType { Inner: TypeParameter parameter } => to.Equals(CoreTypes.Object) || AnyConstraint(parameter, to),
            BoxedType { Inner: NamedType inner } => IsReference(to) && Reaches(inner, to),
            TypeParameter parameter => constraints.IsReference(parameter) && (to.Equals(CoreTypes.Object) || AnyConstraint(parameter, to)),
            ArrayOf array => to is ArrayOf other ? IsElementAssignable(array, other) : IsArrayAssignable(array, to),
            NamedType named => IsReference(from) && IsReference(to) && Reaches(named, to),
            _ => false,
        };
    }

    /// <summary>The type in which two paths agree; null when there is none.</summary>
    internal IlType Merge(IlType first, IlType second)
    {
        if (IsAssignable(first, second))
        {
            return second;
        }

        IlType? type = first;
        for (int depth = 0; depth < DepthMax && type is not null; depth++)
        {
            if (IsAssignable(second, type))
            {
                return type;
            }

            type = type switch
            {
                NamedType named => named.Definition.Base?.Substitute(named.Arguments, null),
                ArrayOf => CoreTypes.Array,
                BoxedType { Inner: NamedType inner } => inner.Definition.Base?.Substitute(inner.Arguments, null),
                _ => null,
            };
        }

        return CoreTypes.Object;
    }

    /// <summary>The type as an array's element or a reference's target counts: signs and enumerations make no difference.</summary>
    internal static IlType Reduce(IlType type)
    {
        if (type is not NamedType named)
        {
            return type;
        }

        if (named.Definition.IsEnum)
        {
            return named.Definition.FirstField is NamedType { Definition.IsEnum: false } underlying ? Reduce(underlying) : type;
        }

        return CoreTypes.CodeOf(named.Definition) switch
        {
            PrimitiveTypeCode.Boolean or PrimitiveTypeCode.Byte =>
                CoreTypes.Of(PrimitiveTypeCode.SByte),
            PrimitiveTypeCode.Char or PrimitiveTypeCode.UInt16 =>
                CoreTypes.Of(PrimitiveTypeCode.Int16),
            PrimitiveTypeCode.UInt32 => CoreTypes.Int32,
            PrimitiveTypeCode.UInt64 => CoreTypes.Of(PrimitiveTypeCode.Int64),
            PrimitiveTypeCode.UIntPtr => CoreTypes.IntPtr,
            _ => type,
        };
    }

    private bool AnyConstraint(TypeParameter parameter, IlType to)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return constraints.Of(parameter).Any(one => one is TypeParameter other && !other.Equals(to)
            ? AnyConstraint(other, to)
            : one.Equals(to) || one is NamedType named && IsReference(to) && Reaches(named, to) || one is ArrayOf array
                && IsAssignable(array, to));
    }

    private bool IsElementAssignable(ArrayOf from, ArrayOf to) => from.Rank == to.Rank && from.IsVector == to.IsVector
        && (Reduce(from.Element).Equals(Reduce(to.Element)) || IsReference(from.Element) && IsAssignable(from.Element, to.Element));

    private bool IsArrayAssignable(ArrayOf from, IlType to) => to is NamedType named
        && (Reaches(CoreTypes.Array, to)
            || from.IsVector && CoreTypes.OfVectors.Contains(named.Definition)
                && IsElementAssignable(from, new ArrayOf(named.Arguments[0], 1, true)));

    /// <summary>Through base types and interfaces, with variance.</summary>
    private bool Reaches(NamedType from, IlType to)
    {
        if (to is not NamedType target)
        {
            return false;
        }

        if (to.Equals(CoreTypes.Object))
        {
            return true;
        }

        IlType? type = from;
        for (int depth = 0; depth < DepthMax && type is NamedType current; depth++)
        {
            if (current.Definition == target.Definition && AreArgumentsCompatible(current, target)
                || target.Definition.IsInterface && HasInterface(current, target))
            {
                return true;
            }

            type = current.Definition.Base?.Substitute(current.Arguments, null);
        }

        return false;
    }

    private bool HasInterface(NamedType type, NamedType target)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return type.Definition.Interfaces.Any(one => one.Substitute(type.Arguments, null) is NamedType named
            && (named.Definition == target.Definition && AreArgumentsCompatible(named, target) || HasInterface(named, target)));
    }

    private bool AreArgumentsCompatible(NamedType from, NamedType to)
    {
        for (int index = 0; index < to.Arguments.Count; index++)
        {
            IlType first = from.Arguments[index];
            IlType second = to.Arguments[index];
            bool fits = first.Equals(second) || (to.Definition.Parameter(index).Attributes & GenericParameterAttributes.VarianceMask) switch
            {
                GenericParameterAttributes.Covariant => IsReference(first) && IsAssignable(first, second),
                GenericParameterAttributes.Contravariant => IsReference(second) && IsAssignable(second, first),
                _ => false,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
