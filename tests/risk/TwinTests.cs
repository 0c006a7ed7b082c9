using CsCheck;
using Strategies.Risk.Tests.Reference;
using Strategies.Sdk;

namespace Strategies.Risk.Tests;

public sealed class TwinTests
{
    /// <summary>Reasons that the gate itself can give.</summary>
    private static readonly RejectReason[] Reasons =
    [
        RejectReason.None, RejectReason.UnknownInstrument, RejectReason.InstrumentNotTradable, RejectReason.InvalidTick,
            RejectReason.InvalidLot,
        RejectReason.InvalidPrice, RejectReason.InvalidOrder, RejectReason.MaxQuantity, RejectReason.MaxNotional,
            RejectReason.PriceCollar,
        RejectReason.StaleReference, RejectReason.MaxPosition, RejectReason.MessageThrottle, RejectReason.KillSwitch,
            RejectReason.LimitNotSet,
        RejectReason.BelowCumQty,
    ];

    [Fact]
    public void The_gate_and_its_naive_twin_agree_on_every_decision_and_every_exposure()
    {
        long[] seen = new long[byte.MaxValue + 1];
        Gen.Select(TwinGen.Limits, TwinGen.Steps).Sample(
            (limits, steps) => new TwinRun(seen).Play(limits, steps),
            iter: 4_000,
            print: run =>
                TwinLimits.Text(run.Item1) + "\n" + string.Join("\n", run.Item2.Select(step => step.ToString())));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ",
            Reasons.Select(reason => $"{reason} {seen[(int)reason]}")));
        Assert.All(Reasons, reason =>
            Assert.True(seen[(int)reason] >= 20,
            $"{reason} came {seen[(int)reason]} times: the generator no longer reaches it"));
    }
}
