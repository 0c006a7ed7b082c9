namespace Strategies.Plugins.Verifying.Types;

/// <summary>An object that holds a value of a type; no signature names such a type, only the stack has it.</summary>
internal sealed record BoxedType(IlType Inner) : IlType
{
    internal override IlType Substitute(TypeList? ofType, TypeList? ofMethod) => new BoxedType(Inner.Substitute(ofType, ofMethod));

    public override string ToString() => $"boxed {Inner}";
}
