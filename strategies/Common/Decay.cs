using Strategies.Sdk;

namespace Strategies.Common;

/// <summary>Exponential forgetting in continuous time: irregular events need no grid.</summary>
internal static class Decay
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>
    /// What is left after some time of something that fades with a time constant: e^(-elapsed / constant).
    /// </summary>
    /// <param name="elapsedNs">Zero or more.</param>
    /// <param name="timeConstantSeconds">Positive.</param>
    /// <returns>0 to 1.</returns>
    public static double Remaining(long elapsedNs, double timeConstantSeconds) =>
        DeterministicMath.Exp(-(elapsedNs / (timeConstantSeconds * NanosecondsPerSecond)));
}
