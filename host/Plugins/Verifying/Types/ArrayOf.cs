namespace Strategies.Plugins.Verifying.Types;

/// <summary>An array.</summary>
/// <param name="Element">Type of its elements.</param>
/// <param name="Rank">Number of dimensions.</param>
/// <param name="IsVector">One dimension that begins at 0, the kind that instructions know.</param>
internal sealed record ArrayOf(IlType Element, int Rank, bool IsVector) : IlType
{
    internal override IlType Substitute(TypeList? ofType, TypeList? ofMethod) => this with
    {
        Element = Element.Substitute(ofType,
        ofMethod)
    };

    public override string ToString() => IsVector ? $"{Element}[]" : $"{Element}[{(Rank == 1 ? "*" : new string(',', Rank - 1))}]";
}
