using Strategies.Records.Snapshots;

namespace Strategies.Engine.Orders;

/// <content>The remembered fills as bytes, part by part, the oldest first.</content>
internal sealed partial class FillTable
{
    internal void Save(BinaryWriter writer)
    {
        foreach (int part in Parts())
        {
            writer.Write(RowsOf(part).Count());
            foreach (int row in RowsOf(part))
            {
                writer.WriteRaw(in _fills[row]);
            }
        }
    }

    internal void Restore(BinaryReader reader)
    {
        foreach (int part in Parts())
        {
            int count = reader.ReadCount(LengthOf(part), "fills");
            for (int index = 0; index < count; index++)
            {
                Add(reader.ReadRaw<Fill>(), part);
            }
        }
    }
}
