using Strategies.Journal.Describe;
using Strategies.Projection.Views;
using Strategies.Records;
using Strategies.Risk;

namespace Strategies.Projection;

/// <summary>The kill switches that are set.</summary>
public sealed class KillBook
{
    private readonly Dictionary<(RiskScope Scope, int Id), KillRow> _set = [];

    public void Take(in RecordHeader header, in KillSwitchPayload kill)
    {
        if (kill.IsSet == 0)
        {
            _set.Remove((kill.Scope, kill.ScopeId));
            return;
        }

        _set[(kill.Scope, kill.ScopeId)] =
            new KillRow(kill.Who.ToString(), kill.Reason.ToString(), header.Sequence, header.ReceiveTimeNs);
    }

    public bool IsKilled(int slot, int account) => _set.ContainsKey((RiskScope.Firm, 0))
        || _set.ContainsKey((RiskScope.Strategy, slot)) || _set.ContainsKey((RiskScope.Account, account));

    public KillView[] All(DayNames names) =>
    [
        .. _set.OrderBy(entry => entry.Value.Sequence).Select(entry => new KillView(
            entry.Key.Scope == RiskScope.Order
                ? $"instrument:{names.Instrument(entry.Key.Id)}"
                : names.Scope(entry.Key.Scope, entry.Key.Id, instrument: 0),
            entry.Value.Who,
            entry.Value.Reason,
            entry.Value.Sequence,
            entry.Value.TimeNs)),
    ];

    private readonly record struct KillRow(string Who, string Reason, ulong Sequence, long TimeNs);
}
