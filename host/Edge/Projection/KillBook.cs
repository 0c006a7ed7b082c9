using Strategies.Edge.Views;
using Strategies.Engine.Records;
using Strategies.Journal.Describe;
using Strategies.Risk;

namespace Strategies.Edge.Projection;

/// <summary>The kill switches that are set.</summary>
internal sealed class KillBook
{
    private readonly Dictionary<(RiskScope Scope, int Id), KillRow> _set = [];

    internal void Take(in RecordHeader header, in KillSwitchPayload kill)
    {
        if (kill.IsSet == 0)
        {
            _set.Remove((kill.Scope, kill.ScopeId));
            return;
        }

        _set[(kill.Scope, kill.ScopeId)] =
            new KillRow(kill.Who.ToString(), kill.Reason.ToString(), header.Sequence, header.ReceiveTimeNs);
    }

    internal bool IsKilled(int slot, int account) => _set.ContainsKey((RiskScope.Firm, 0))
        || _set.ContainsKey((RiskScope.Strategy, slot)) || _set.ContainsKey((RiskScope.Account, account));

    internal KillView[] All(DayNames names) =>
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
