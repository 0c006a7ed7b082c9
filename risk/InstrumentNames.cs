using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>
/// What people call the instruments of a day: SYMBOL, or SYMBOL@VENUE. Alone a symbol names an instrument while only one
/// venue has it; with its venue always. Allocates: for people's words, not for the hot path.
/// </summary>
public sealed class InstrumentNames
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<string, List<string>> _severalNames = new(StringComparer.Ordinal);

    /// <summary>Takes the names of a day.</summary>
    /// <param name="universe">The instruments.</param>
    /// <param name="venues">Names of venues by their numbers; a venue that is not there is called by its number.</param>
    public InstrumentNames(ReadOnlySpan<Instrument> universe, IReadOnlyDictionary<int, string> venues)
    {
        foreach (IGrouping<string, Instrument> symbol in universe.ToArray().GroupBy(instrument => instrument.Symbol))
        {
            bool isAlone = symbol.Count() == 1;
            foreach (Instrument instrument in symbol)
            {
                string venue = venues.GetValueOrDefault(instrument.Venue.Value) ?? instrument.Venue.ToString();
                string whole = $"{instrument.Symbol}@{venue}";
                _numbers[whole] = instrument.Id.Value;
                _names[instrument.Id.Value] = isAlone ? instrument.Symbol : whole;
                if (!isAlone)
                {
                    _severalNames.TryAdd(instrument.Symbol, []);
                    _severalNames[instrument.Symbol].Add(whole);
                }
            }
        }

        // Behind the others: a symbol that looks like one at a venue is itself.
        foreach (Instrument instrument in universe)
        {
            if (_names[instrument.Id.Value] == instrument.Symbol)
            {
                _numbers[instrument.Symbol] = instrument.Id.Value;
            }
        }
    }

    /// <summary>The shortest names, one for each instrument.</summary>
    public IReadOnlyCollection<string> All => _names.Values;

    /// <summary>The shortest name of an instrument that names no other.</summary>
    /// <param name="number">Its number.</param>
    public string Of(int number) => _names.GetValueOrDefault(number) ?? $"instrument {number}";

    /// <summary>Finds an instrument.</summary>
    /// <param name="name">SYMBOL or SYMBOL@VENUE.</param>
    /// <param name="number">Its number; 0 when there is none, or several venues have the symbol.</param>
    /// <param name="hint">What to say instead, where the symbol alone names several; else empty.</param>
    public bool TryFind(string name, out int number, out string hint)
    {
        hint = _severalNames.TryGetValue(name, out List<string>? several)
            ? $"several venues have it: say {string.Join(" or ", several)}"
            : "";
        return _numbers.TryGetValue(name, out number);
    }
}
