using Strategies.Records.Snapshots;

namespace Strategies.Engine.Slots;

/// <content>The timers as bytes, in their order: it decides between timers that are due at the same time.</content>
internal sealed partial class TimerTable
{
    internal void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        for (int index = 0; index < Count; index++)
        {
            writer.WriteRaw(in _timers[index]);
        }
    }

    internal void Restore(BinaryReader reader)
    {
        Clear();
        int count = reader.ReadCount(Capacity, "timers");
        for (int index = 0; index < count; index++)
        {
            _timers[index] = reader.ReadRaw<SlotTimer>();
        }

        Count = count;
        FindNextDue();
    }
}
