using System.Text.Json;

namespace Strategies.Projection;

/// <summary>Members of enumerations and amounts of money as the API writes them.</summary>
public static class Names
{
    private const decimal AmountScale = 100_000_000m;

    /// <summary><c>PartiallyFilled</c> becomes <c>partiallyFilled</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Units of 1e-8 as a decimal; what no decimal can hold becomes the nearest one that can.</summary>
    public static decimal Amount(Int128 raw) => raw >= (Int128)decimal.MaxValue ? decimal.MaxValue
        : raw <= (Int128)decimal.MinValue ? decimal.MinValue
        : (decimal)raw / AmountScale;
}
