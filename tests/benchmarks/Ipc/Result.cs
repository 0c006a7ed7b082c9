namespace Strategies.Benchmarks.Ipc;

/// <summary>What one payload size gave.</summary>
internal sealed record Result(
    int PayloadBytes,
    Spread BareNs,
    Spread RingNs,
    Spread Ratio,
    Quantiles BareSingleNs,
    Quantiles RingSingleNs,
    int Collections,
    long AllocatedBytes,
    string PinProblem)
{
    internal static Result Of(int payloadBytes, Duel duel)
    {
        double[] ratios = [.. duel.RoundNs[0].Zip(duel.RoundNs[1], (bare, ring) => ring / bare)];
        return new Result(
            payloadBytes,
            Spread.Of(duel.RoundNs[0]),
            Spread.Of(duel.RoundNs[1]),
            Spread.Of(ratios),
            Quantiles.Of(duel.Single[0]),
            Quantiles.Of(duel.Single[1]),
            duel.Garbage.Collections,
            duel.Garbage.AllocatedBytes,
            duel.PinProblem);
    }
}
