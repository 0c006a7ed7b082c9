using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Strategies.Risk;

/// <summary>
/// The limits in force. The effective limit of a control is the smallest that any of the four scopes sets for the
/// order's instrument, where a scope's limit for all instruments and its limit for this instrument both hold.
/// </summary>
/// <remarks>
/// Hot thread. Allocates only when made: a new table is checked whole, written beside the one in force and then takes
/// its place, so a refused table changes nothing. Entries for all instruments are spread over the instruments when the
/// table is replaced (cost: scopes x instruments), which makes a look-up four loads. What each scope set is kept as it
/// was given too, so that one limit can be changed alone.
/// </remarks>
public sealed partial class LimitTable
{
    /// <summary>Stored where nothing is set. As an unsigned number it is above every limit.</summary>
    private const long Unset = -1;

    /// <summary>
    /// Controls that are stored per instrument: all but the messages, which are the last in the enumeration.
    /// </summary>
    private const int CellSize = (int)RiskControl.MaxPosition;

    private readonly LimitRows _rows;
    private readonly int _instrumentCount;
    private readonly int _messagesPerSecondMax;
    private readonly ulong[] _seen;

    /// <summary>What each scope sets, as it was given: by row, instrument (0 for all) and control.</summary>
    private readonly long[] _given;
    private long[] _limits;
    private long[] _spareLimits;
    private long[] _messageLimits;
    private long[] _spareMessageLimits;

    /// <summary>Makes a table in which no limit is set, so that every order is refused.</summary>
    /// <param name="instrumentCount">Instruments of the universe, 0 or more.</param>
    /// <param name="slotCount">Slots, 1 or more.</param>
    /// <param name="accountCount">Accounts, 1 or more.</param>
    /// <param name="messagesPerSecondMax">Largest limit of messages per second that may be set.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is out of range, or the table would not fit an array.
    /// </exception>
    public LimitTable(int instrumentCount, int slotCount, int accountCount, int messagesPerSecondMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(instrumentCount);
        ArgumentOutOfRangeException.ThrowIfNegative(messagesPerSecondMax);
        _rows = new LimitRows(slotCount, accountCount);
        _instrumentCount = instrumentCount;
        _messagesPerSecondMax = messagesPerSecondMax;
        long cells = (long)_rows.Count * instrumentCount * CellSize;
        long keys = (long)_rows.Count * (instrumentCount + 1L) * (CellSize + 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(cells, keys), Array.MaxLength, nameof(instrumentCount));
        _limits = new long[cells];
        _spareLimits = new long[cells];
        _messageLimits = new long[_rows.Count];
        _spareMessageLimits = new long[_rows.Count];
        _seen = new ulong[(keys + 63) / 64];
        _given = new long[keys];
        Array.Fill(_limits, Unset);
        Array.Fill(_messageLimits, Unset);
        Array.Fill(_given, Unset);
    }

    /// <summary>Puts a complete new set of limits in force, or changes nothing.</summary>
    /// <param name="entries">All limits, in any order.</param>
    /// <param name="error">The first entry at fault.</param>
    /// <returns>False when an entry is at fault.</returns>
    public bool TryReplace(ReadOnlySpan<LimitEntry> entries, out LimitTableError error)
    {
        // Everything is judged before anything is written: a refused table changes nothing.
        Array.Clear(_seen);
        for (int index = 0; index < entries.Length; index++)
        {
            LimitTableErrorCode code = Validate(in entries[index]);
            if (code != LimitTableErrorCode.None)
            {
                error = new LimitTableError(code, index);
                return false;
            }
        }

        Array.Fill(_spareLimits, Unset);
        Array.Fill(_spareMessageLimits, Unset);
        Array.Fill(_given, Unset);
        foreach (ref readonly LimitEntry entry in entries)
        {
            Write(in entry);
        }

        // The old tables are the next spares: nothing is allocated.
        (_limits, _spareLimits) = (_spareLimits, _limits);
        (_messageLimits, _spareMessageLimits) = (_spareMessageLimits, _messageLimits);
        error = default;
        return true;
    }

    /// <summary>
    /// Sets one limit, in place of the one with the same control, scope, number and instrument if there is one, or
    /// changes nothing. All others stay as they are.
    /// </summary>
    /// <param name="entry">The limit.</param>
    /// <param name="hadOld">True when that limit was set before.</param>
    /// <param name="old">What it was; 0 when it was not set.</param>
    /// <returns>None, or why nothing changed.</returns>
    public LimitTableErrorCode TrySet(in LimitEntry entry, out bool hadOld, out long old)
    {
        hadOld = false;
        old = 0;
        LimitTableErrorCode code = ValidateAlone(in entry);
        if (code != LimitTableErrorCode.None)
        {
            return code;
        }

        ref long given = ref _given[KeyOf(in entry)];
        hadOld = given != Unset;
        old = hadOld ? given : 0;
        given = entry.Value;
        int row = _rows.IndexOf(entry.Scope, entry.ScopeId);
        if (entry.Control == RiskControl.MessagesPerSecond)
        {
            _messageLimits[row] = entry.Value;
            return LimitTableErrorCode.None;
        }

        long forAll = _given[KeyOf(row, 0, entry.Control)];
        int first = entry.Instrument == 0 ? 1 : entry.Instrument;
        int last = entry.Instrument == 0 ? _instrumentCount : entry.Instrument;
        for (int instrument = first; instrument <= last; instrument++)
        {
            long forOne = _given[KeyOf(row, instrument, entry.Control)];
            // Compared as unsigned numbers, where not set is the largest.
            _limits[CellOf(row, instrument) + (int)entry.Control - 1] = (ulong)forOne < (ulong)forAll ? forOne : forAll;
        }

        return LimitTableErrorCode.None;
    }

    /// <summary>The tightest limit of the four scopes; where two are equal, the narrower scope is named.</summary>
    /// <param name="control">A control that is compared order by order: quantity, notional, collar or age.</param>
    /// <param name="slot">A known slot.</param>
    /// <param name="account">A known account.</param>
    /// <param name="instrument">A known instrument.</param>
    public EffectiveLimit Tightest(RiskControl control, int slot, int account, int instrument) =>
        Tightest(control, PathOf(slot, account, instrument));

    /// <summary>The limit that one scope sets.</summary>
    /// <param name="control">Any control.</param>
    /// <param name="scope">Any scope.</param>
    /// <param name="scopeId">A known slot or account; 0 for order and firm.</param>
    /// <param name="instrument">A known instrument; does not matter for messages per second.</param>
    public EffectiveLimit AtScope(RiskControl control, RiskScope scope, int scopeId, int instrument)
    {
        int row = _rows.IndexOf(scope, scopeId);
        bool isMessages = control == RiskControl.MessagesPerSecond;
        return Found(isMessages ? _messageLimits[row] : At(control, CellOf(row, instrument)), scope);
    }

    /// <summary>Finds the cells of an order once for all look-ups.</summary>
    internal LimitPath PathOf(int slot, int account, int instrument) => new(
        CellOf(_rows.Order, instrument),
        CellOf(_rows.Slot(slot), instrument),
        CellOf(_rows.Account(account), instrument),
        CellOf(_rows.Firm, instrument));

    /// <summary>
    /// The tightest limits on a path of the four controls that stand first in a cell, in their order: quantity, notional,
    /// collar, age. What no scope sets is the largest number.
    /// </summary>
    internal Vector256<ulong> TightestFour(in LimitPath path)
    {
        // Four of a cell's five controls make one vector; the maximum position, which is compared apart, stands last.
        ref long cells = ref MemoryMarshal.GetArrayDataReference(_limits);
        Vector256<ulong> narrow = Vector256.Min(
            Vector256.LoadUnsafe(ref cells, (nuint)path.Order).AsUInt64(),
            Vector256.LoadUnsafe(ref cells, (nuint)path.Strategy).AsUInt64());
        Vector256<ulong> wide = Vector256.Min(
            Vector256.LoadUnsafe(ref cells, (nuint)path.Account).AsUInt64(),
            Vector256.LoadUnsafe(ref cells, (nuint)path.Firm).AsUInt64());
        return Vector256.Min(narrow, wide);
    }

    /// <summary>The maximum position in one cell of a path; the largest number when it is not set.</summary>
    internal ulong MaxPositionIn(int cell) => (ulong)At(RiskControl.MaxPosition, cell);

    /// <summary>The limit in one cell of a path.</summary>
    internal EffectiveLimit InCell(RiskControl control, int cell, RiskScope scope) => Found(At(control, cell), scope);

    /// <summary>The tightest limit on a path.</summary>
    internal EffectiveLimit Tightest(RiskControl control, in LimitPath path)
    {
        EffectiveLimit result = new(Unset, RiskScope.None);
        result = Tighter(result, At(control, path.Order), RiskScope.Order);
        result = Tighter(result, At(control, path.Strategy), RiskScope.Strategy);
        result = Tighter(result, At(control, path.Account), RiskScope.Account);
        return Tighter(result, At(control, path.Firm), RiskScope.Firm);
    }

    private static EffectiveLimit Tighter(EffectiveLimit known, long value, RiskScope scope) =>
        (ulong)value < (ulong)known.Value ? new EffectiveLimit(value, scope) : known;

    private static EffectiveLimit Found(long value, RiskScope scope) =>
        new(value, value == Unset ? RiskScope.None : scope);

    private LimitTableErrorCode Validate(in LimitEntry entry)
    {
        LimitTableErrorCode code = ValidateAlone(in entry);
        return code != LimitTableErrorCode.None || IsFirst(in entry) ? code : LimitTableErrorCode.DuplicateEntry;
    }

    private LimitTableErrorCode ValidateAlone(in LimitEntry entry)
    {
        if (entry.Control is < RiskControl.MaxQuantity or > RiskControl.MessagesPerSecond)
        {
            return LimitTableErrorCode.UnknownControl;
        }

        if (entry.Scope is < RiskScope.Order or > RiskScope.Firm)
        {
            return LimitTableErrorCode.UnknownScope;
        }

        if (!_rows.Exists(entry.Scope, entry.ScopeId))
        {
            return LimitTableErrorCode.UnknownScopeId;
        }

        if (entry.Instrument < 0 || entry.Instrument > _instrumentCount)
        {
            return LimitTableErrorCode.UnknownInstrument;
        }

        if (entry.Value < 0)
        {
            return LimitTableErrorCode.NegativeValue;
        }

        if (entry.Control == RiskControl.MessagesPerSecond)
        {
            if (entry.Scope == RiskScope.Order || entry.Instrument != 0)
            {
                return LimitTableErrorCode.NotApplicable;
            }

            if (entry.Value > _messagesPerSecondMax)
            {
                return LimitTableErrorCode.ValueTooLarge;
            }
        }

        return LimitTableErrorCode.None;
    }

    private bool IsFirst(in LimitEntry entry)
    {
        long key = KeyOf(in entry);
        ref ulong word = ref _seen[key >> 6];
        ulong bit = 1UL << (int)(key & 63);
        bool isFirst = (word & bit) == 0;
        word |= bit;
        return isFirst;
    }

    private void Write(in LimitEntry entry)
    {
        int row = _rows.IndexOf(entry.Scope, entry.ScopeId);
        _given[KeyOf(in entry)] = entry.Value;
        if (entry.Control == RiskControl.MessagesPerSecond)
        {
            _spareMessageLimits[row] = entry.Value;
            return;
        }

        int first = entry.Instrument == 0 ? 1 : entry.Instrument;
        int last = entry.Instrument == 0 ? _instrumentCount : entry.Instrument;
        for (int instrument = first; instrument <= last; instrument++)
        {
            ref long limit = ref _spareLimits[CellOf(row, instrument) + (int)entry.Control - 1];
            limit = (ulong)entry.Value < (ulong)limit ? entry.Value : limit;
        }
    }

    private long KeyOf(in LimitEntry entry) =>
        KeyOf(_rows.IndexOf(entry.Scope, entry.ScopeId), entry.Instrument, entry.Control);

    private long KeyOf(int row, int instrument, RiskControl control) =>
        (row * (_instrumentCount + 1L) + instrument) * (CellSize + 1) + ((int)control - 1);

    private int CellOf(int row, int instrument) => (row * _instrumentCount + instrument - 1) * CellSize;

    private long At(RiskControl control, int cell) => _limits[cell + (int)control - 1];
}
