using System.Globalization;

namespace Strategies.Tests.Support;

/// <summary>
/// The seed of what tests choose at random: the same in every run, unless the environment variable
/// <c>STRATEGIES_SEED</c> names another one.
/// </summary>
internal static class TestSeed
{
    private const int Usual = 20120621;

    /// <summary>The seed.</summary>
    internal static int Value { get; } =
        Environment.GetEnvironmentVariable("STRATEGIES_SEED") is { Length: > 0 } seed
            ? int.Parse(seed, CultureInfo.InvariantCulture)
            : Usual;
}
