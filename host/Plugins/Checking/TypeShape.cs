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
    internal bool IsConstant => IsUnmanaged && IsImmutable || IsText || IsFrozen;

    /// <summary>It is the framework's string.</summary>
    internal bool IsText { get; init; }

    /// <summary>It hangs on type parameters: what it holds is not known.</summary>
    internal bool IsOpen { get; init; }

    /// <summary>An array or collection of the framework, of items that cannot change: one that nobody writes to is a table.</summary>
    internal bool CanBeTable { get; init; }

    /// <summary>A collection of the framework that nobody can write to, of items that cannot change.</summary>
    internal bool IsFrozen { get; init; }

    /// <summary>What is copied when it is read, whole.</summary>
    internal bool IsItem => !IsOpen && (IsUnmanaged || IsText);

    internal static TypeShape Reference(string name) => new(name, false, false, false);
}
