namespace Strategies.Benchmarks.Ipc;

/// <summary>Median and deciles over rounds.</summary>
internal sealed record Spread(double P10, double P50, double P90)
{
    internal static Spread Of(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(At(0.1), At(0.5), At(0.9));

        double At(double share) => Math.Round(sorted[(int)(share * (sorted.Length - 1))], 3);
    }
}
