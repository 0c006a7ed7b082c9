namespace Strategies.Plugins.Checking;

/// <summary>What matters of a static field's type.</summary>
/// <param name="Name">For messages.</param>
/// <param name="IsUnmanaged">It holds no reference, however deep.</param>
/// <param name="IsImmutable">
/// A readonly field of it cannot change: a primitive, an enumeration or a readonly struct.
/// </param>
/// <param name="IsDelegate">It is a delegate.</param>
internal readonly record struct TypeShape(string Name, bool IsUnmanaged, bool IsImmutable, bool IsDelegate)
{
    /// <summary>True when a readonly static of the type is a constant in all but name.</summary>
    internal bool IsConstant => IsUnmanaged && IsImmutable || Name == "string";

    internal static TypeShape Reference(string name) => new(name, false, false, false);
}
