using System.Runtime.InteropServices;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Records.Snapshots;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <content>The universe, the slots and a table of limits that is not whole yet, as bytes.</content>
internal sealed partial class DayHandler
{
    internal void SaveUniverse(BinaryWriter writer)
    {
        _state.Venues.Save(writer);
        byte[] encoded = new byte[InstrumentCodec.BytesMax];
        writer.Write(_universe.Count);
        foreach (Instrument instrument in _universe)
        {
            int length = InstrumentCodec.Encode(instrument, encoded);
            writer.Write(length);
            writer.Write(encoded.AsSpan(0, length));
        }

        writer.Write(_limitCount);
        writer.Write(MemoryMarshal.AsBytes(_limits.AsSpan(0, _limitCount)));
        writer.Write(_state.SlotCount);
        for (int number = 1; number <= _state.SlotCount; number++)
        {
            StrategySlot slot = _state.Slots[number]!;
            writer.Write(slot.Account);
            writer.Write(slot.Name);
            writer.Write(slot.AccountName);
            writer.Write((int)slot.OnFault);
        }
    }

    /// <summary>Reads universe and slots and builds the day's tables, empty.</summary>
    internal void RestoreUniverse(BinaryReader reader)
    {
        _state.Venues.Restore(reader);
        int instruments = reader.ReadCount(ushort.MaxValue, "instruments");
        for (int index = 0; index < instruments; index++)
        {
            byte[] encoded = reader.ReadBytes(reader.ReadCount(InstrumentCodec.BytesMax, "bytes of an instrument"));
            _universe.Add(InstrumentCodec.Decode(encoded));
        }

        _limitCount = reader.ReadCount(_limits.Length, "limits");
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_limits.AsSpan(0, _limitCount)));
        int slots = reader.ReadCount(_state.Options.SlotsMax, "slots");
        for (int number = 1; number <= slots; number++)
        {
            DefineSlot(new SlotDefinitionPayload
            {
                Slot = number,
                Account = reader.ReadInt32(),
                Name = Text32.From(reader.ReadString()),
                AccountName = Text32.From(reader.ReadString()),
                OnFault = (FaultAction)reader.ReadInt32(),
            });
        }

        BuildTables();
    }
}
