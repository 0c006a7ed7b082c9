using Strategies.Sdk;

namespace Strategies.Risk.Files;

/// <summary>
/// The names that a limits file may use, and the numbers they stand for. Names are compared letter by letter; an instrument
/// that several venues have is named with its venue, SYMBOL@VENUE.
/// </summary>
public sealed class LimitNames
{
    private static readonly Dictionary<int, string> NoVenues = [];

    private readonly InstrumentNames _instruments;
    private readonly Dictionary<string, int> _slots;
    private readonly Dictionary<string, int> _accounts;

    /// <summary>Takes the names of a session.</summary>
    /// <param name="universe">The instruments of the day.</param>
    /// <param name="slots">Slot names and numbers.</param>
    /// <param name="accounts">Account names and numbers.</param>
    /// <param name="venues">Names of venues by their numbers; none where every symbol has one venue.</param>
    public LimitNames(ReadOnlySpan<Instrument> universe, IReadOnlyDictionary<string, int> slots,
        IReadOnlyDictionary<string, int> accounts, IReadOnlyDictionary<int, string>? venues = null)
    {
        _slots = new Dictionary<string, int>(slots, StringComparer.Ordinal);
        _accounts = new Dictionary<string, int>(accounts, StringComparer.Ordinal);
        Universe = universe.ToArray();
        _instruments = new InstrumentNames(universe, venues ?? NoVenues);
    }

    /// <summary>The instruments of the day.</summary>
    internal Instrument[] Universe { get; }

    internal bool TryInstrument(string name, out int number, out string hint)
    {
        if (_instruments.TryFind(name, out number, out hint))
        {
            return true;
        }

        if (hint.Length == 0)
        {
            hint = Universe.Length == 0 ? "this session has no instrument" : Suggestion.For(name, _instruments.All);
        }

        return false;
    }

    internal bool TrySlot(string name, out int number, out string hint) =>
        TryFind(_slots, name, "strategy", out number, out hint);

    internal bool TryAccount(string name, out int number, out string hint) =>
        TryFind(_accounts, name, "account", out number, out hint);

    private static bool TryFind(Dictionary<string, int> names, string name, string kind, out int number,
        out string hint)
    {
        bool isFound = names.TryGetValue(name, out number);
        hint = isFound ? "" : names.Count == 0 ? $"this session has no {kind}" : Suggestion.For(name, names.Keys);
        return isFound;
    }
}
