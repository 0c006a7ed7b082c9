namespace Strategies.Plugins.Verifying.Types;

/// <summary>A type to which a signature adds a mark, such as <c>modreq(InAttribute)</c>.</summary>
internal sealed record ModifiedType(IlType Modifier, IlType Inner, bool IsRequired) : IlType
{
    internal override IlType Plain => Inner.Plain;

    internal override bool IsModifiedBy(string modifier) =>
        Modifier is NamedType named && named.Definition.FullName == modifier || Inner.IsModifiedBy(modifier);

    internal override IlType Substitute(TypeList? ofType, TypeList? ofMethod) => this with { Inner = Inner.Substitute(ofType, ofMethod) };

    public override string ToString() => Inner.ToString();
}
