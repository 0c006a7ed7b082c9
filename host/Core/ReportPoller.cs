using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>Takes one venue's reports and answers out of their ring; a record of another venue is none.</summary>
/// <remarks>The hot thread's; allocates nothing.</remarks>
/// <param name="ring">The venue's report ring.</param>
/// <param name="engine">Knows how far the venue is in the journal.</param>
/// <param name="records">Takes its records.</param>
/// <param name="metrics">Counts.</param>
/// <param name="reconciliation">Is told the venue's orders.</param>
/// <param name="close">Is told that the venue's day has ended.</param>
public sealed class ReportPoller(
    RingConsumer ring,
    TradingEngine engine,
    InputWriter records,
    CoreMetrics metrics,
    Reconciliation reconciliation,
    RingVenueClose close)
{
    private const int ReportsMax = 64;

    private readonly RingConsumer _ring = ring;
    private readonly SourceGate _gate = new(SourceKind.Venue, reconciliation.Venue.Value, engine, metrics);
    private long _malformed;

    /// <summary>Records that were not what they should be.</summary>
    public long Malformed => _malformed + _gate.Malformed;

    /// <summary>The venue.</summary>
    public VenueId Venue { get; } = reconciliation.Venue;

    /// <summary>When the venue's word that its session is up was last taken, ns, CLOCK_MONOTONIC; 0 before the first.</summary>
    public long UpTakenNs { get; private set; }

    /// <summary>Takes some.</summary>
    /// <returns>True when there was one.</returns>
    public bool Turn(long nowNs)
    {
        RingReader reader = _ring.Poll(ReportsMax);
        bool isBusy = false;
        while (reader.MoveNext())
        {
            isBusy = true;
            Take(in reader, nowNs);
        }

        // Behind the journal: a core that is killed in front of this sees them again, and the gate drops them.
        _ring.Release();
        return isBusy;
    }

    private void Take(in RingReader reader, long nowNs)
    {
        switch ((ReportRingType)reader.Type)
        {
            case ReportRingType.Record:
                if (_gate.Lets(reader.Payload, reader.Sequence))
                {
                    TakeRecord(reader.Payload, nowNs);
                }

                break;
            case ReportRingType.ReconcileOrder when reader.Payload.Length == Unsafe.SizeOf<ReconcileOrder>():
                reconciliation.Add(in MemoryMarshal.AsRef<ReconcileOrder>(reader.Payload));
                break;
            case ReportRingType.ReconcileEnd when reader.Payload.Length == Unsafe.SizeOf<ReconcileMark>():
                reconciliation.End(MemoryMarshal.AsRef<ReconcileMark>(reader.Payload).Mark, nowNs);
                metrics.SetReconciled(reconciliation.LastMark);
                break;
            case ReportRingType.DayEnded when reader.Payload.Length == Unsafe.SizeOf<ReconcileMark>():
                close.Answer(MemoryMarshal.AsRef<ReconcileMark>(reader.Payload).Mark);
                break;
            default:
                _malformed++;
                break;
        }
    }

    private void TakeRecord(ReadOnlySpan<byte> record, long nowNs)
    {
        records.TakeWhole(record, nowNs, takenTimestamp: 0);
        if (RecordWriter.Header(record).Type == RecordType.SessionStatus)
        {
            // A session that begins anew may have lost orders: ask.
            if (RecordWriter.Payload<SessionStatusPayload>(record).IsUp != 0)
            {
                // Not the turn's time: what the venue wrote after the turn began is taken in it.
                UpTakenNs = MonotonicClock.NowNs;
                reconciliation.Begin();
            }
        }
    }
}
