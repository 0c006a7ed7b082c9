using System.Diagnostics;
using Strategies.Driver;
using Strategies.Ipc;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>
/// Carries one deployment at a time out at a record boundary: meets its memory first, a part a turn, then asks the engine,
/// decides and journals.
/// </summary>
/// <remarks>The hot thread's, but for <see cref="TryOffer"/>; allocates nothing.</remarks>
public sealed class SwapStep(EngineDriver driver, InputWriter records, CoreMetrics metrics)
{
    /// <summary>Turns over which a swap's path and memory are met before it is carried out.</summary>
    private const int WarmTurns = 72;

    private LiveSwap? _inbox;
    private int _warmed;

    /// <summary>Hands a deployment over. Housekeeping.</summary>
    /// <returns>False while one is under way.</returns>
    public bool TryOffer(LiveSwap swap) => Interlocked.CompareExchange(ref _inbox, swap, null) is null;

    /// <summary>Does a part of what is to be done.</summary>
    /// <returns>True when there was something.</returns>
    public bool Turn(long nowNs)
    {
        if (Volatile.Read(ref _inbox) is not { } swap)
        {
            return false;
        }

        if (!swap.IsFailed && IsNew(in swap.Request) && _warmed < WarmTurns)
        {
            driver.Engine.WarmSwap(swap.Request.Slot, swap.Request.PackageHash, _warmed++);
            return true;
        }

        _warmed = 0;
        CarryOut(swap, nowNs);
        // In front of IsDone, at which housekeeping may offer the next.
        Volatile.Write(ref _inbox, null);
        swap.IsDone = true;
        return true;
    }

    /// <summary>True when an instance comes that was prepared for this.</summary>
    private static bool IsNew(in SwapRequestedPayload request) =>
        request.Kind == SwapKind.Swap || request.State == SwapState.Fresh;

    private void CarryOut(LiveSwap swap, long nowNs)
    {
        swap.StartTimestamp = Stopwatch.GetTimestamp();
        ulong request =
            records.TakeCommand(
                RecordType.SwapRequested, nowNs, SourceIds.Deployments, swap.SourceSequence, in swap.Request);
        RecordType verdict = SwapDecision.Of(driver, swap.Request.Slot, request, out SwapDecisionPayload decision);
        if (swap.IsFailed)
        {
            decision.Reason = swap.Failure;
        }

        records.TakeFromDriver(verdict, nowNs, in decision);
        long end = Stopwatch.GetTimestamp();
        swap.IsCommitted = verdict == RecordType.SwapCommitted;
        swap.Reason = decision.Reason;
        swap.StepNs = (end - swap.StartTimestamp) * (1_000_000_000 / Stopwatch.Frequency);
        swap.DecidedNs = MonotonicClock.NowNs;
        if (swap.IsCommitted)
        {
            metrics.CountSwap(swap.StepNs);
        }
    }
}
