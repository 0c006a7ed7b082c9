namespace Strategies.Plugins.Verifying.Types;

/// <summary>A class, struct, interface or enumeration with its type arguments.</summary>
internal sealed record NamedType(DefinedType Definition, TypeList Arguments) : IlType
{
    internal override IlType Substitute(TypeList? ofType, TypeList? ofMethod) =>
        Arguments.Count == 0 ? this : this with { Arguments = Arguments.Substitute(ofType, ofMethod) };

    public override string ToString() => Arguments.Count == 0 ? Definition.ShownName : $"{Definition.ShownName}<{Arguments}>";
}
