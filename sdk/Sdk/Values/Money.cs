using System.Globalization;

namespace Strategies.Sdk;

/// <summary>
/// An amount of one currency in units of 1e-8, in 128 bits: a price times a quantity always fits exactly.
/// </summary>
/// <remarks>Adding amounts of two different currencies is a programming error and throws.</remarks>
/// <param name="Raw">The amount in units of 1e-8 of the currency.</param>
/// <param name="Currency">The currency; none is allowed only for an amount of zero.</param>
public readonly record struct Money(Int128 Raw, Currency Currency) : IComparable<Money>
{
    /// <summary>Raw units in one unit of the currency: 100,000,000.</summary>
    public const long Scale = 100_000_000;

    /// <summary>Nothing, in no currency: adds to any amount.</summary>
    public static Money Zero => default;

    /// <summary>The amount as a decimal number of currency units.</summary>
    /// <exception cref="OverflowException">The amount does not fit a decimal.</exception>
    public decimal ToDecimal() => (decimal)Raw / Scale;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <param name="other">An amount of the same currency, or zero.</param>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        CommonCurrency(this, other);
        return Raw.CompareTo(other.Raw);
    }

    /// <summary>The same in every process, which that of <see cref="Int128"/> is not.</summary>
    public override int GetHashCode() => StableHash.Combine(unchecked((long)Raw), unchecked((long)(Raw >> 64)), Currency.Code);

    /// <summary>The amount and its currency, in invariant form. Allocates: not for the hot path.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ToDecimal():0.00######} {Currency}").TrimEnd();

    /// <summary>Sum of two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) =>
        new(checked(left.Raw + right.Raw), CommonCurrency(left, right));

    /// <summary>Difference of two amounts of one currency.</summary>
    public static Money operator -(Money left, Money right) =>
        new(checked(left.Raw - right.Raw), CommonCurrency(left, right));

    /// <summary>The negated amount.</summary>
    public static Money operator -(Money value) => new(checked(-value.Raw), value.Currency);

    private static Currency CommonCurrency(Money left, Money right)
    {
        if (left.Currency == right.Currency || right is { Raw: var rightRaw, Currency.Code: 0 } && rightRaw == 0)
        {
            return left.Currency;
        }

        return left.Currency.Code == 0 && left.Raw == 0
            ? right.Currency
            : throw new InvalidOperationException("amounts of two currencies cannot be combined");
    }
}
