using System.Collections.Immutable;

namespace Strategies.Plugins.Verifying.Types;

/// <summary>A method as an instruction names it, with all type arguments put in.</summary>
/// <param name="Owner">Type that has it.</param>
/// <param name="Definition">Where it is declared; null for those that the runtime makes for arrays.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsStatic">It has no <c>this</c>.</param>
/// <param name="Parameters">Its parameters without <c>this</c>.</param>
/// <param name="ReturnType">What it gives back.</param>
/// <param name="ReturnsReadOnly">What it gives back is a <c>ref readonly</c>.</param>
/// <param name="Arguments">Its own type arguments.</param>
internal sealed record MethodUse(
    IlType Owner,
    DefinedMethod? Definition,
    string Name,
    bool IsStatic,
    ImmutableArray<DefinedParameter> Parameters,
    IlType ReturnType,
    bool ReturnsReadOnly,
    TypeList Arguments)
{
    internal bool ReturnsNothing => ReturnType.Equals(CoreTypes.Void);

    internal DefinedType? OwnerDefinition => (Owner as NamedType)?.Definition;

    internal bool IsConstructor => Name == ".ctor" && !IsStatic;

    internal static MethodUse Of(DefinedMethod method, NamedType owner, TypeList arguments)
    {
        if (method.Signature.GenericParameterCount != arguments.Count)
        {
            throw new UnverifiableException($"{owner}.{method.Name} takes {method.Signature.GenericParameterCount} type arguments");
        }

        return new(
            owner, method, method.Name, method.IsStatic,
            [.. method.Parameters.Select(one => one with { Type = one.Type.Substitute(owner.Arguments, arguments).Plain })],
            method.Signature.ReturnType.Plain.Substitute(owner.Arguments, arguments).Plain,
            method.ReturnsReadOnly,
            arguments);
    }

    public override string ToString() => $"{Owner}.{Name}";
}
