using Strategies.Records.Snapshots;

namespace Strategies.Engine.Orders;

/// <content>The remembered fills as bytes, the oldest first.</content>
internal sealed partial class FillTable
{
    internal void Save(BinaryWriter writer)
    {
        int count = 0;
        foreach (ref readonly Fill fill in _fills.AsSpan())
        {
            count += fill.Venue != 0 ? 1 : 0;
        }

        writer.Write(count);
        for (int index = 0; index < _fills.Length; index++)
        {
            ref readonly Fill fill = ref _fills[(_next + index) % _fills.Length];
            if (fill.Venue != 0)
            {
                writer.WriteRaw(in fill);
            }
        }
    }

    internal void Restore(BinaryReader reader)
    {
        int count = reader.ReadCount(_fills.Length, "fills");
        for (int index = 0; index < count; index++)
        {
            Add(reader.ReadRaw<Fill>());
        }
    }
}
