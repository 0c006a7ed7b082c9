using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Projection;

/// <summary>What is counted of a day, and of each slot in it.</summary>
public sealed class DayCounts
{
    private readonly long[] _rejects = new long[byte.MaxValue + 1];
    private readonly Dictionary<int, SlotCounts> _slots = [];

    public long Packets { get; set; }

    public long Reports { get; set; }

    public long Orders => _slots.Values.Sum(slot => slot.Orders);

    public long Replaces => _slots.Values.Sum(slot => slot.Replaces);

    public long Cancels => _slots.Values.Sum(slot => slot.Cancels);

    public long Fills => _slots.Values.Sum(slot => slot.Fills);

    public SlotCounts Of(int slot)
    {
        if (!_slots.TryGetValue(slot, out SlotCounts? counts))
        {
            _slots[slot] = counts = new SlotCounts();
        }

        return counts;
    }

    public void CountReject(in RejectPayload reject)
    {
        _rejects[(byte)reject.Reason]++;
        Of(reject.Order.Slot).Rejects++;
    }

    public Dictionary<string, long> Rejects()
    {
        Dictionary<string, long> counts = [];
        for (int reason = 0; reason < _rejects.Length; reason++)
        {
            if (_rejects[reason] > 0)
            {
                counts[Names.Of((RejectReason)reason)] = _rejects[reason];
            }
        }

        return counts;
    }
}
