namespace Strategies.Plugins.Verifying.Types;

/// <summary>A type parameter of the method that is looked at, or of its type.</summary>
internal sealed record TypeParameter(bool IsOfMethod, int Index) : IlType
{
    internal override IlType Substitute(TypeList? ofType, TypeList? ofMethod) => (IsOfMethod ? ofMethod : ofType)?[Index] ?? this;

    public override string ToString() => IsOfMethod ? $"!!{Index}" : $"!{Index}";
}
