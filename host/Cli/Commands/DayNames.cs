using Strategies.Engine.Records;
using Strategies.Journal;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Cli.Commands;

/// <summary>The names of a day's slots, accounts and instruments, as its first records define them.</summary>
internal sealed class DayNames
{
    private readonly Dictionary<int, string> _slots = [];
    private readonly Dictionary<int, string> _accounts = [];
    private readonly Dictionary<int, string> _instruments = [];

    private DayNames()
    {
    }

    /// <exception cref="JournalException">The journal is damaged, or none is there.</exception>
    internal static DayNames Read(string folder)
    {
        DayNames names = new();
        using JournalReader inputs = JournalReader.OpenInputs(folder);
        while (inputs.MoveNext() && inputs.Header.Type != RecordType.UniverseCommit)
        {
            if (inputs.Header.Type == RecordType.SlotDefinition)
            {
                ref readonly SlotDefinitionPayload slot =
                    ref RecordWriter.Payload<SlotDefinitionPayload>(inputs.Record);
                names._slots[slot.Slot] = slot.Name.ToString();
                names._accounts[slot.Account] = slot.AccountName.ToString();
            }
            else if (inputs.Header.Type == RecordType.Instrument)
            {
                Instrument instrument = InstrumentCodec.Decode(inputs.Record[RecordHeader.Size..]);
                names._instruments[instrument.Id.Value] = instrument.Symbol;
            }
        }

        return names;
    }

    internal string Slot(int number) => _slots.GetValueOrDefault(number) ?? $"slot {number}";

    /// <summary>The holder of a limit as a limits file writes it, with the instrument where it is for one only.</summary>
    internal string Scope(RiskScope scope, int id, int instrument)
    {
        string holder = scope switch
        {
            RiskScope.Strategy => $"strategy:{Slot(id)}",
            RiskScope.Account => $"account:{_accounts.GetValueOrDefault(id) ?? $"account {id}"}",
            _ => scope.ToString().ToLowerInvariant(),
        };
        return instrument == 0
            ? holder
            : $"{holder} {_instruments.GetValueOrDefault(instrument) ?? $"instrument {instrument}"}";
    }
}
