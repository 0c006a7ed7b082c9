namespace Strategies.Risk.Tests.Reference;

/// <summary>The limits by their definition: a list that is searched every time.</summary>
internal sealed class NaiveLimits
{
    private readonly int _instrumentCount;
    private readonly int _slotCount;
    private readonly int _accountCount;
    private readonly int _messagesPerSecondMax;
    private List<LimitEntry> _entries = [];

    public NaiveLimits(int instrumentCount, int slotCount, int accountCount, int messagesPerSecondMax)
    {
        _instrumentCount = instrumentCount;
        _slotCount = slotCount;
        _accountCount = accountCount;
        _messagesPerSecondMax = messagesPerSecondMax;
    }

    public bool TryReplace(IReadOnlyList<LimitEntry> entries)
    {
        bool areValid = entries.All(IsValid);
        int distinct = entries
            .DistinctBy(entry => (entry.Control, entry.Scope, entry.ScopeId, entry.Instrument))
            .Count();
        bool areDistinct = distinct == entries.Count;
        if (areValid && areDistinct)
        {
            _entries = entries.ToList();
        }

        return areValid && areDistinct;
    }

    /// <summary>Sets one limit; gives what it was before, or null where there was none.</summary>
    public bool TrySet(LimitEntry entry, out long? old)
    {
        LimitEntry? known = _entries.Where(candidate => IsSame(candidate, entry)).Cast<LimitEntry?>().SingleOrDefault();
        bool isValid = IsValid(entry);
        old = isValid ? known?.Value : null;
        if (isValid)
        {
            _entries = [.. _entries.Where(candidate => !IsSame(candidate, entry)), entry];
        }

        return isValid;
    }

    private static bool IsSame(LimitEntry left, LimitEntry right) =>
        (left.Control, left.Scope, left.ScopeId, left.Instrument)
            == (right.Control, right.Scope, right.ScopeId, right.Instrument);

    /// <summary>What one scope sets: the smaller of its limit for all instruments and its limit for this one.</summary>
    public long? At(RiskControl control, RiskScope scope, int scopeId, int instrument) =>
        _entries.Where(entry => entry.Control == control && entry.Scope == scope && entry.ScopeId == scopeId)
            .Where(entry => entry.Instrument == 0 || entry.Instrument == instrument)
            .Min(entry => (long?)entry.Value);

    /// <summary>The smallest of what the four scopes set, and the narrowest scope that sets it.</summary>
    public (long Value, RiskScope Scope)? Tightest(RiskControl control, int slot, int account, int instrument)
    {
        (RiskScope Scope, long? Value)[] set =
        [
            (RiskScope.Order, At(control, RiskScope.Order, 0, instrument)),
            (RiskScope.Strategy, At(control, RiskScope.Strategy, slot, instrument)),
            (RiskScope.Account, At(control, RiskScope.Account, account, instrument)),
            (RiskScope.Firm, At(control, RiskScope.Firm, 0, instrument)),
        ];
        var known = set.Where(limit => limit.Value is not null).OrderBy(limit => limit.Value).ToArray();
        return known.Length == 0 ? null : (known[0].Value!.Value, known[0].Scope);
    }

    private bool IsValid(LimitEntry entry)
    {
        bool isHolder = entry.Scope switch
        {
            RiskScope.Order or RiskScope.Firm => entry.ScopeId == 0,
            RiskScope.Strategy => Enumerable.Range(1, _slotCount).Contains(entry.ScopeId),
            RiskScope.Account => Enumerable.Range(1, _accountCount).Contains(entry.ScopeId),
            _ => false,
        };
        bool isMessages = entry.Control == RiskControl.MessagesPerSecond;
        return isHolder && entry.Value >= 0 && entry.Control != RiskControl.None && Enum.IsDefined(entry.Control)
            && Enumerable.Range(0, _instrumentCount + 1).Contains(entry.Instrument)
            && (!isMessages || entry.Scope != RiskScope.Order && entry.Instrument == 0
                && entry.Value <= _messagesPerSecondMax);
    }
}
