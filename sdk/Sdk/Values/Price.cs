using System.Globalization;

namespace Strategies.Sdk;

/// <summary>
/// A price as an integer count of 1e-8 of the quotation unit: exact for 1/256 bond ticks and for sub-penny equities.
/// </summary>
/// <remarks>Arithmetic is checked: an overflow throws <see cref="OverflowException"/>, it never wraps.</remarks>
/// <param name="Raw">The price in units of 1e-8.</param>
public readonly record struct Price(long Raw) : IComparable<Price>
{
    /// <summary>Raw units in one whole unit of the quotation currency (or one percent of par): 100,000,000.</summary>
    public const long Scale = 100_000_000;

    /// <summary>The price zero, which also stands for "no price" on a market order.</summary>
    public static Price Zero => default;

    /// <summary>True when the price is zero.</summary>
    public bool IsZero => Raw == 0;

    /// <summary>Makes a price from a decimal number of units.</summary>
    /// <param name="units">For example 223.82 (dollars a share). At most eight decimals and about ±92 billion.</param>
    /// <exception cref="ArgumentException">The number has more than eight decimals.</exception>
    /// <exception cref="OverflowException">The number does not fit.</exception>
    public static Price FromDecimal(decimal units)
    {
        decimal raw = units * Scale;
        return raw == decimal.Truncate(raw)
            ? new Price((long)raw)
            : throw new ArgumentException(
                $"price {units.ToString(CultureInfo.InvariantCulture)} has more than eight decimals", nameof(units));
    }

    /// <summary>
    /// The nearest price at or below <paramref name="units"/>, for prices that a model computed in floating point.
    /// </summary>
    /// <param name="units">A finite number of units.</param>
    public static Price FromDouble(double units) => new(checked((long)Math.Floor(units * Scale)));

    /// <summary>The price as a decimal number of units, exact.</summary>
    public decimal ToDecimal() => (decimal)Raw / Scale;

    /// <summary>The price as floating point, for models only: money never goes through it.</summary>
    public double ToDouble() => (double)Raw / Scale;

    /// <summary>The largest multiple of <paramref name="tick"/> that is not above this price.</summary>
    /// <param name="tick">A positive price increment.</param>
    public Price RoundDown(Price tick)
    {
        long remainder = Raw % tick.Raw;
        // The remainder has the price's sign; down is down for negative prices too.
        return new Price(Raw - (remainder < 0 ? remainder + tick.Raw : remainder));
    }

    /// <summary>The smallest multiple of <paramref name="tick"/> that is not below this price.</summary>
    /// <param name="tick">A positive price increment.</param>
    public Price RoundUp(Price tick)
    {
        Price down = RoundDown(tick);
        return down.Raw == Raw ? this : new Price(checked(down.Raw + tick.Raw));
    }

    /// <inheritdoc/>
    public int CompareTo(Price other) => Raw.CompareTo(other.Raw);

    /// <summary>
    /// The price in units with at least two decimals, in invariant form. Allocates: not for the hot path.
    /// </summary>
    public override string ToString() => ToDecimal().ToString("0.00######", CultureInfo.InvariantCulture);

    /// <summary>Sum of two prices.</summary>
    public static Price operator +(Price left, Price right) => new(checked(left.Raw + right.Raw));

    /// <summary>Difference of two prices.</summary>
    public static Price operator -(Price left, Price right) => new(checked(left.Raw - right.Raw));

    /// <summary>The negated price.</summary>
    public static Price operator -(Price value) => new(checked(-value.Raw));

    /// <summary>A price times a whole number.</summary>
    public static Price operator *(Price left, long right) => new(checked(left.Raw * right));

    /// <summary>Less than.</summary>
    public static bool operator <(Price left, Price right) => left.Raw < right.Raw;

    /// <summary>Greater than.</summary>
    public static bool operator >(Price left, Price right) => left.Raw > right.Raw;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Price left, Price right) => left.Raw <= right.Raw;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Price left, Price right) => left.Raw >= right.Raw;
}
