using System.Globalization;

namespace Strategies.Sdk;

/// <summary>A count of shares, contracts or units of face value. Signed only where a position is meant.</summary>
/// <remarks>Arithmetic is checked: an overflow throws <see cref="OverflowException"/>, it never wraps.</remarks>
/// <param name="Raw">The count.</param>
public readonly record struct Quantity(long Raw) : IComparable<Quantity>
{
    /// <summary>No quantity.</summary>
    public static Quantity Zero => default;

    /// <summary>True when the quantity is zero.</summary>
    public bool IsZero => Raw == 0;

    /// <summary>The smaller of two quantities.</summary>
    public static Quantity Min(Quantity left, Quantity right) => left.Raw <= right.Raw ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Raw.CompareTo(other.Raw);

    /// <summary>The count in invariant form. Allocates: not for the hot path.</summary>
    public override string ToString() => Raw.ToString(CultureInfo.InvariantCulture);

    /// <summary>A quantity is often written as a plain number.</summary>
    public static implicit operator Quantity(long raw) => new(raw);

    /// <summary>Sum of two quantities.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(checked(left.Raw + right.Raw));

    /// <summary>Difference of two quantities.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(checked(left.Raw - right.Raw));

    /// <summary>The negated quantity.</summary>
    public static Quantity operator -(Quantity value) => new(checked(-value.Raw));

    /// <summary>Less than.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Raw < right.Raw;

    /// <summary>Greater than.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Raw > right.Raw;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Raw <= right.Raw;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Raw >= right.Raw;
}
