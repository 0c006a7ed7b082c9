using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Core;

/// <summary>Takes commands out of their ring.</summary>
/// <remarks>The hot thread's; allocates nothing.</remarks>
public sealed class CommandPoller(
    CoreRings rings, TradingEngine engine, InputWriter records, CoreMetrics metrics, EndOfDay day)
{
    private const int CommandsMax = 16;

    private readonly RingConsumer _ring = rings.Commands;
    private readonly SourceGate _gate = new(SourceKind.Operator, SourceIds.Commands, engine, metrics);
    private long _malformedEndings;

    /// <summary>Records that were not what they should be.</summary>
    public long Malformed => _gate.Malformed + _malformedEndings;

    /// <summary>Takes some.</summary>
    /// <returns>True when there was one.</returns>
    public bool Turn(long nowNs)
    {
        RingReader reader = _ring.Poll(CommandsMax);
        bool isBusy = false;
        while (reader.MoveNext())
        {
            isBusy = true;
            if ((CommandRingType)reader.Type == CommandRingType.EndDay)
            {
                EndDay(reader.Payload, nowNs);
            }
            else if (_gate.Lets(reader.Payload, reader.Sequence))
            {
                records.TakeWhole(reader.Payload, nowNs, takenTimestamp: 0);
            }
        }

        // Behind the journal, as for reports.
        _ring.Release();
        return isBusy;
    }

    private void EndDay(ReadOnlySpan<byte> payload, long nowNs)
    {
        if (payload.Length == Unsafe.SizeOf<EndOfDayPayload>())
        {
            day.Begin(nowNs, in MemoryMarshal.AsRef<EndOfDayPayload>(payload));
        }
        else
        {
            _malformedEndings++;
        }
    }
}
