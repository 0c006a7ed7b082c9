namespace Strategies.Risk.Files;

/// <summary>The limits read so far, with their lines.</summary>
internal sealed class LimitEntries
{
    private readonly List<LimitEntry> _entries = [];
    private readonly List<int> _lines = [];
    private readonly Dictionary<(RiskControl Control, RiskScope Scope, int ScopeId, int Instrument), int> _lineOf = [];

    /// <summary>Adds a limit unless it is there.</summary>
    /// <param name="entry">The limit.</param>
    /// <param name="line">Its line.</param>
    /// <returns>0 when it was added; otherwise the line that has set it before.</returns>
    public int Add(in LimitEntry entry, int line)
    {
        (RiskControl, RiskScope, int, int) key = (entry.Control, entry.Scope, entry.ScopeId, entry.Instrument);
        if (!_lineOf.TryAdd(key, line))
        {
            return _lineOf[key];
        }

        _entries.Add(entry);
        _lines.Add(line);
        return 0;
    }

    /// <summary>The limits.</summary>
    public LimitEntry[] ToArray() => _entries.ToArray();

    /// <summary>The line of each.</summary>
    public int[] Lines() => _lines.ToArray();
}
