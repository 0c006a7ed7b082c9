using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Projection;

/// <summary>What is counted of a day.</summary>
public sealed class DayCounts
{
    private readonly long[] _rejects = new long[byte.MaxValue + 1];

    public long Packets { get; set; }

    public long Reports { get; set; }

    public long Orders { get; set; }

    public long Replaces { get; set; }

    public long Cancels { get; set; }

    public long Fills { get; set; }

    public void CountReject(in RejectPayload reject) => _rejects[(byte)reject.Reason]++;

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
