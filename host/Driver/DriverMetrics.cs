using System.Diagnostics;
using HdrHistogram;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Driver;

/// <summary>
/// Counts and latencies of a driver. Written by the hot thread, read by others when it has stopped, or roughly before.
/// </summary>
public sealed class DriverMetrics
{
    private const long LatencyMaxNs = 10_000_000_000;
    private readonly SlotStatePayload[] _quarantines = new SlotStatePayload[64];
    private readonly ulong[] _quarantinedAt = new ulong[64];
    private int _quarantineCount;
    private readonly OverrunTable _overruns = new();
    private readonly long[] _rejects = new long[byte.MaxValue + 1];

    /// <summary>Inputs taken.</summary>
    public long Inputs { get; internal set; }

    /// <summary>Outputs journalled.</summary>
    public long Outputs { get; internal set; }

    /// <summary>Bytes of inputs and outputs as they stand in a journal.</summary>
    public long Bytes { get; internal set; }

    /// <summary>New orders offered to the port.</summary>
    public long OrdersOffered { get; internal set; }

    /// <summary>New orders, replace and cancel requests offered to the port.</summary>
    public long MessagesOffered { get; internal set; }

    /// <summary>Fills of our orders.</summary>
    public long Fills { get; internal set; }

    /// <summary>
    /// From the packet taken over until an order was offered to the port, in ns; three significant digits.
    /// </summary>
    public LongHistogram TickToOrder { get; } = new(LatencyMaxNs, 3);

    /// <summary>Slots that were quarantined, in order, the first 64.</summary>
    public ReadOnlySpan<SlotStatePayload> Quarantines => _quarantines.AsSpan(0, _quarantineCount);

    /// <summary>Numbers of the inputs that led to <see cref="Quarantines"/>.</summary>
    public ReadOnlySpan<ulong> QuarantinedAt => _quarantinedAt.AsSpan(0, _quarantineCount);

    /// <summary>Callbacks that exceeded a budget, a row for each slot, kind, callback and action.</summary>
    public ReadOnlySpan<CallbackOverrunPayload> Overruns => _overruns.Rows;

    /// <summary>Refusals by reason; only reasons that occurred.</summary>
    public IReadOnlyDictionary<RejectReason, long> Rejects
    {
        get
        {
            Dictionary<RejectReason, long> rejects = [];
            for (int reason = 0; reason < _rejects.Length; reason++)
            {
                if (_rejects[reason] > 0)
                {
                    rejects[(RejectReason)reason] = _rejects[reason];
                }
            }

            return rejects;
        }
    }

    internal void CountReject(RejectReason reason) => _rejects[(int)reason]++;

    internal void AddOverrun(in CallbackOverrunPayload overrun) => _overruns.Add(in overrun);

    internal void AddQuarantine(ulong sequence, in SlotStatePayload quarantine)
    {
        if (_quarantineCount < _quarantines.Length)
        {
            _quarantinedAt[_quarantineCount] = sequence;
            _quarantines[_quarantineCount++] = quarantine;
        }
    }

    internal void RecordTickToOrder(long stopwatchTicks)
    {
        long latencyNs = stopwatchTicks * (1_000_000_000 / Stopwatch.Frequency);
        // The histogram throws outside of its range, and the hot thread must not.
        TickToOrder.RecordValue(Math.Clamp(latencyNs, 0, LatencyMaxNs));
    }
}
