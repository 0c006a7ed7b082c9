namespace Strategies.Plugins.Verifying.Types;

/// <summary>A pointer to data or to a function; nothing that has one verifies.</summary>
/// <param name="Element">What it points to; null for a function.</param>
internal sealed record UnsafePointer(IlType? Element) : IlType
{
    internal override IlType Substitute(TypeList? ofType, TypeList? ofMethod) => new UnsafePointer(Element?.Substitute(ofType, ofMethod));

    public override string ToString() => Element is null ? "function pointer" : $"{Element}*";
}
