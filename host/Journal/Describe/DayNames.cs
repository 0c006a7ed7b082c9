using System.Runtime.CompilerServices;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>The names of a day's slots, accounts and instruments, as its first records define them.</summary>
public sealed class DayNames
{
    private readonly Dictionary<int, string> _slots = [];
    private readonly Dictionary<int, string> _accounts = [];
    private readonly Dictionary<int, Instrument> _instruments = [];

    /// <summary>Slots by their numbers.</summary>
    public IReadOnlyDictionary<int, string> Slots => _slots;

    /// <summary>Accounts by their numbers.</summary>
    public IReadOnlyDictionary<int, string> Accounts => _accounts;

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
        else if (header.Type == RecordType.Instrument)
        {
            Instrument instrument = InstrumentCodec.Decode(record[RecordHeader.Size..]);
            _instruments[instrument.Id.Value] = instrument;
        }
    }

    /// <summary>Name of a slot.</summary>
    /// <param name="number">Its number.</param>
    public string Slot(int number) => _slots.GetValueOrDefault(number) ?? $"slot {number}";

    /// <summary>Name of an account.</summary>
    /// <param name="number">Its number.</param>
    public string Account(int number) => _accounts.GetValueOrDefault(number) ?? $"account {number}";

    /// <summary>Symbol of an instrument.</summary>
    /// <param name="number">Its number.</param>
    public string Instrument(int number) => _instruments.GetValueOrDefault(number)?.Symbol ?? $"instrument {number}";

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
        _slots.ToDictionary(entry => entry.Value, entry => entry.Key),
        _accounts.ToDictionary(entry => entry.Value, entry => entry.Key));
}
