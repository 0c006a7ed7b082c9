using Strategies.Records;

namespace Strategies.Driver;

/// <summary>
/// Decides on a swap that has been requested: it is committed when the next version has its state, and in time. What the
/// engine said and what was measured are put into one record; a replay obeys it.
/// </summary>
/// <remarks>The hot thread's; allocates nothing.</remarks>
public static class SwapDecision
{
    /// <summary>Decides on the request that the driver has taken last.</summary>
    /// <param name="driver">The driver, right after <see cref="RecordType.SwapRequested"/>.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="requestSequence">Number of the request.</param>
    /// <param name="decision">Payload of the record to take next; its reason is empty for a commit without remark.</param>
    /// <returns><see cref="RecordType.SwapCommitted"/> or <see cref="RecordType.SwapRefused"/>.</returns>
    public static RecordType Of(
        EngineDriver driver, int slot, ulong requestSequence, out SwapDecisionPayload decision)
    {
        HandoverPayload handover = driver.LastHandover;
        decision = new SwapDecisionPayload
        {
            Slot = slot,
            RequestSequence = requestSequence,
            Reason = handover.Reason,
        };
        bool isReady = handover.Result
            is HandoverResult.Ready or HandoverResult.ReadyWithOwnState or HandoverResult.ReadyWithoutState;
        long budgetNs = driver.Meter?.HandoverBudgetNs(slot) ?? 0;
        if (isReady && budgetNs > 0 && driver.LastSaveNs + driver.LastRestoreNs > budgetNs)
        {
            decision.Reason = Late(driver.LastSaveNs, driver.LastRestoreNs, budgetNs);
            isReady = false;
        }

        if (isReady && driver.Meter is { } meter && driver.LastHandoverBytes > meter.Bounds.StartBytesMax)
        {
            decision.Reason = Large(driver.LastHandoverBytes, meter.Bounds.StartBytesMax);
            isReady = false;
        }

        return isReady ? RecordType.SwapCommitted : RecordType.SwapRefused;
    }

    private static Text200 Late(long saveNs, long restoreNs, long budgetNs)
    {
        Text200Builder text = default;
        text.Add("late: Save took "u8);
        text.Add(saveNs);
        text.Add(" ns, Restore took "u8);
        text.Add(restoreNs);
        text.Add(" ns, budget "u8);
        text.Add(budgetNs);
        text.Add(" ns"u8);
        return text.Text;
    }

    private static Text200 Large(long bytes, long bound)
    {
        Text200Builder text = default;
        text.Add("Save and Restore allocated "u8);
        text.Add(bytes);
        text.Add(" bytes, bound "u8);
        text.Add(bound);
        return text.Text;
    }
}
