using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>What the type parameters of one method and of its type are known to be.</summary>
internal sealed class ConstraintTable(DefinedMethod method)
{
    private const GenericParameterAttributes AllowsByRefLike = (GenericParameterAttributes)0x20;

    private readonly Dictionary<TypeParameter, ImmutableArray<IlType>> _constraints = [];

    /// <summary>The types that a parameter derives from or has.</summary>
    internal ImmutableArray<IlType> Of(TypeParameter parameter)
    {
        if (!_constraints.TryGetValue(parameter, out ImmutableArray<IlType> known))
        {
            GenericParameter definition = Definition(parameter);
            known =
            [
                .. definition.GetConstraints().Select(handle => method.Module.Type(
                    method.Module.Metadata.GetGenericParameterConstraint(handle).Type).Plain),
            ];
            _constraints[parameter] = known;
        }

        return known;
    }

    internal bool IsReference(TypeParameter parameter, int depth = 0)
    {
        const int DepthMax = 50;
        return (Definition(parameter).Attributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0
            || depth < DepthMax && Of(parameter).Any(one => one is ArrayOf
                || one is TypeParameter other && IsReference(other, depth + 1)
                || one is NamedType { Definition: { IsInterface: false, IsValueType: false } type }
                    && type != CoreTypes.Object.Definition && type != CoreTypes.ValueType.Definition
                        && type != CoreTypes.Enumeration.Definition);
    }

    internal bool IsValue(TypeParameter parameter) =>
        (Definition(parameter).Attributes & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0;

    /// <summary>What stands for it may be a <c>ref struct</c>.</summary>
    internal bool IsByRefLike(TypeParameter parameter) => (Definition(parameter).Attributes & AllowsByRefLike) != 0;

    private GenericParameter Definition(TypeParameter parameter)
    {
        if (!parameter.IsOfMethod)
        {
            return method.DeclaringType.Parameter(parameter.Index);
        }

        GenericParameterHandleCollection all = method.Definition.GetGenericParameters();
        return parameter.Index < all.Count ? method.Module.Metadata.GetGenericParameter(all[parameter.Index])
            : throw new BadImageFormatException($"{method.Name} has no type parameter {parameter.Index}");
    }
}
