using System.Runtime.CompilerServices;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>The names of a day's venues, slots, accounts and instruments, as its first records define them.</summary>
public sealed class DayNames
{
    private readonly Dictionary<int, string> _slots = [];
    private readonly Dictionary<int, string> _accounts = [];
    private readonly Dictionary<int, string> _venues = [];
    private readonly Dictionary<int, Instrument> _instruments = [];
    private InstrumentNames? _instrumentNames;

    /// <summary>Slots by their numbers.</summary>
    public IReadOnlyDictionary<int, string> Slots => _slots;

    /// <summary>Accounts by their numbers.</summary>
    public IReadOnlyDictionary<int, string> Accounts => _accounts;

    /// <summary>Venues by their numbers.</summary>
    public IReadOnlyDictionary<int, string> Venues => _venues;

    /// <summary>Instruments by their numbers.</summary>
    public IReadOnlyDictionary<int, Instrument> Instruments => _instruments;

    /// <summary>Reads the names of a journal's day.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="mode">Whether somebody may be writing.</param>
    /// <exception cref="JournalException">The journal is damaged, or none is there.</exception>
    public static DayNames Read(string folder, JournalReadMode mode = JournalReadMode.AtRest)
    {
        DayNames names = new();
        using JournalReader inputs = JournalReader.OpenInputs(folder, mode);
        while (inputs.MoveNext() && inputs.Header.Type != RecordType.UniverseCommit)
        {
            names.Take(inputs.Record);
        }

        return names;
    }

    /// <summary>Takes an input that names something; every other one is passed over.</summary>
    /// <param name="record">The input, whole.</param>
    public void Take(ReadOnlySpan<byte> record)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        if (header.Type == RecordType.SlotDefinition
            && record.Length == RecordHeader.Size + Unsafe.SizeOf<SlotDefinitionPayload>())
        {
            ref readonly SlotDefinitionPayload slot = ref RecordWriter.Payload<SlotDefinitionPayload>(record);
            _slots[slot.Slot] = slot.Name.ToString();
            _accounts[slot.Account] = slot.AccountName.ToString();
        }
        else if (header.Type == RecordType.VenueDefinition
            && record.Length == RecordHeader.Size + Unsafe.SizeOf<VenueDefinitionPayload>())
        {
            ref readonly VenueDefinitionPayload venue = ref RecordWriter.Payload<VenueDefinitionPayload>(record);
            _venues[venue.Venue] = venue.Name.ToString();
            _instrumentNames = null;
        }
        else if (header.Type == RecordType.Instrument)
        {
            Instrument instrument = InstrumentCodec.Decode(record[RecordHeader.Size..]);
            _instruments[instrument.Id.Value] = instrument;
            _instrumentNames = null;
        }
    }

    /// <summary>Name of a slot.</summary>
    /// <param name="number">Its number.</param>
    public string Slot(int number) => _slots.GetValueOrDefault(number) ?? $"slot {number}";

    /// <summary>Name of an account.</summary>
    /// <param name="number">Its number.</param>
    public string Account(int number) => _accounts.GetValueOrDefault(number) ?? $"account {number}";

    /// <summary>Name of a venue.</summary>
    /// <param name="number">Its number.</param>
    public string Venue(int number) => _venues.GetValueOrDefault(number) ?? $"venue {number}";

    /// <summary>Symbol of an instrument, with its venue where several have it: SYMBOL@VENUE.</summary>
    /// <param name="number">Its number.</param>
    public string Instrument(int number) => InstrumentNames.Of(number);

    /// <summary>What people call the instruments. One thread.</summary>
    public InstrumentNames InstrumentNames =>
        _instrumentNames ??= new InstrumentNames([.. _instruments.Values], _venues);

    /// <summary>The holder of a limit as a limits file writes it, with the instrument where it is for one only.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="id">Number of the slot or account.</param>
    /// <param name="instrument">The instrument; zero for all.</param>
    public string Scope(RiskScope scope, int id, int instrument)
    {
        string holder = scope switch
        {
            RiskScope.Strategy => $"strategy:{Slot(id)}",
            RiskScope.Account => $"account:{Account(id)}",
            _ => scope.ToString().ToLowerInvariant(),
        };
        return instrument == 0 ? holder : $"{holder} {Instrument(instrument)}";
    }

    /// <summary>The names in the form in which limits are read.</summary>
    public LimitNames ForLimits() => new(
        [.. _instruments.OrderBy(entry => entry.Key).Select(entry => entry.Value)],
        Unmistakable(_slots),
        Unmistakable(_accounts),
        _venues);

    /// <summary>Numbers by names: a name that two share, as a journal from before the rule for names may have, means neither.</summary>
    private static Dictionary<string, int> Unmistakable(Dictionary<int, string> names) => names
        .GroupBy(entry => entry.Value, StringComparer.Ordinal).Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.First().Key, StringComparer.Ordinal);
}
