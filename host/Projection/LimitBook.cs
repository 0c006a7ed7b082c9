using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Journal.Describe;
using Strategies.Projection.Views;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;

namespace Strategies.Projection;

/// <summary>The limits in force, and their changes since the day began.</summary>
public sealed class LimitBook
{
    private readonly Dictionary<(RiskControl Control, RiskScope Scope, int Id, int Instrument), LimitRow> _rows = [];
    private readonly List<LimitEntry> _parts = [];
    private readonly List<ChangeLine> _history = [];

    public IReadOnlyList<ChangeLine> History => _history;

    public void AddPart(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> payload = record[RecordHeader.Size..];
        if (payload.Length % Unsafe.SizeOf<LimitEntry>() == 0)
        {
            _parts.AddRange(MemoryMarshal.Cast<byte, LimitEntry>(payload));
        }
    }

    /// <summary>A table is complete; one that is not whole the engine refuses, and so does this.</summary>
    public void Commit(in RecordHeader header, in LimitsCommitPayload commit)
    {
        if (_parts.Count == commit.EntryCount)
        {
            _rows.Clear();
            foreach (LimitEntry entry in _parts)
            {
                _rows[(entry.Control, entry.Scope, entry.ScopeId, entry.Instrument)] = new LimitRow(
                    entry.Value, commit.Who.ToString(), commit.Reason.ToString(), header.Sequence, header.ReceiveTimeNs);
            }
        }

        _parts.Clear();
    }

    public void Change(in RecordHeader header, in LimitChangedPayload change, ChangeLine line)
    {
        _rows[(change.Control, change.Scope, change.ScopeId, change.Instrument)] = new LimitRow(
            change.NewValue, line.Who, line.Reason, header.Sequence, header.ReceiveTimeNs);
        _history.Add(line);
    }

    public LimitView[] All(DayNames names) =>
    [
        .. _rows
            .OrderByDescending(row => row.Key.Scope).ThenBy(row => row.Key.Id).ThenBy(row => row.Key.Instrument)
            .ThenBy(row => row.Key.Control)
            .Select(row => new LimitView(
                names.Scope(row.Key.Scope, row.Key.Id, instrument: 0),
                row.Key.Instrument == 0 ? "" : names.Instrument(row.Key.Instrument),
                LimitText.NameOf(row.Key.Control),
                LimitText.Format(row.Key.Control, row.Value.Value),
                row.Value.Who,
                row.Value.Reason,
                row.Value.Sequence,
                row.Value.SinceNs)),
    ];

    private readonly record struct LimitRow(long Value, string Who, string Reason, ulong Sequence, long SinceNs);
}
