using Strategies.Engine.Records;
using Strategies.Sdk;

namespace Strategies.Edge.Projection;

/// <summary>What is counted of a day.</summary>
internal sealed class DayCounts
{
    private readonly long[] _rejects = new long[byte.MaxValue + 1];

    internal long Packets { get; set; }

    internal long Reports { get; set; }

    internal long Orders { get; set; }

    internal long Replaces { get; set; }

    internal long Cancels { get; set; }

    internal long Fills { get; set; }

    internal void CountReject(in RejectPayload reject) => _rejects[(byte)reject.Reason]++;

    internal Dictionary<string, long> Rejects()
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
