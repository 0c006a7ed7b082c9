using System.Numerics;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Flattening;

/// <summary>Which slots are being flattened, how far each is, and what hinders it in an instrument. Decides nothing.</summary>
internal sealed partial class FlattenTable
{
    /// <summary>
    /// How long a slot is flattened at most, ns of engine time: a cancel or an order that the venue has not answered then is
    /// left to a person.
    /// </summary>
    internal const long LongestNs = 30_000_000_000;

    /// <summary>No order was sent since the book's far side is empty: no reason of the gate's.</summary>
    internal const RejectReason NoFarSide = (RejectReason)byte.MaxValue;

    private readonly FlattenRow[] _rows;
    private RejectReason[] _obstacles = [];
    private int _instrumentCount;

    internal FlattenTable(int slotsMax) => _rows = new FlattenRow[slotsMax + 1];

    /// <summary>One bit for each slot (bit 0 is slot 1) that is being flattened.</summary>
    internal ulong Active { get; private set; }

    /// <summary>When the first of them ends for its age; the largest number when there is none.</summary>
    internal long NextDueNs { get; private set; } = long.MaxValue;

    internal ref FlattenRow this[int slot] => ref _rows[slot];

    internal bool IsActive(int slot) => (Active & Bit(slot)) != 0;

    /// <summary>Makes room for a day's instruments. Allocates.</summary>
    internal void Build(int instrumentCount)
    {
        _instrumentCount = instrumentCount;
        _obstacles = new RejectReason[(_rows.Length - 1) * instrumentCount];
    }

    internal void Begin(int slot, in FlattenRow row)
    {
        _rows[slot] = row;
        ObstaclesOf(slot).Clear();
        Active |= Bit(slot);
        FindNextDue();
    }

    internal void End(int slot)
    {
        _rows[slot] = default;
        Active &= ~Bit(slot);
        FindNextDue();
    }

    /// <summary>What hinders the closing of a position; none as far as is known.</summary>
    internal RejectReason ObstacleOf(int slot, InstrumentId instrument) => ObstaclesOf(slot)[instrument.Value - 1];

    /// <summary>A closing order of a slot did not leave, or the venue has ended it for a reason.</summary>
    internal void Note(int slot, InstrumentId instrument, RejectReason obstacle)
    {
        if (_rows[slot].Status == FlattenStatus.Closing && obstacle != RejectReason.None)
        {
            ObstaclesOf(slot)[instrument.Value - 1] = obstacle;
        }
    }

    private Span<RejectReason> ObstaclesOf(int slot) =>
        _obstacles.AsSpan((slot - 1) * _instrumentCount, _instrumentCount);

    private void FindNextDue()
    {
        long next = long.MaxValue;
        for (ulong slots = Active; slots != 0; slots &= slots - 1)
        {
            next = Math.Min(next, _rows[BitOperations.TrailingZeroCount(slots) + 1].DueTimeNs);
        }

        NextDueNs = next;
    }

    private static ulong Bit(int slot) => 1UL << (slot - 1);
}
