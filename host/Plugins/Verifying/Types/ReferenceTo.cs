namespace Strategies.Plugins.Verifying.Types;

/// <summary>A managed reference (<c>ref</c>) to a place of a type.</summary>
internal sealed record ReferenceTo(IlType Element) : IlType
{
    internal override IlType Substitute(TypeList? ofType, TypeList? ofMethod) => new ReferenceTo(Element.Substitute(ofType, ofMethod));

    public override string ToString() => $"ref {Element}";
}
