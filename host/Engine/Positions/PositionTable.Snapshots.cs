using Strategies.Records.Snapshots;

namespace Strategies.Engine.Positions;

/// <content>The positions as bytes.</content>
internal sealed partial class PositionTable
{
    internal void Save(BinaryWriter writer)
    {
        foreach (ref readonly PositionRow row in _rows.AsSpan())
        {
            writer.Write(row.Quantity);
            writer.WriteRaw(in row.Cost);
            writer.WriteRaw(in row.Realised);
            writer.WriteRaw(in row.Fees);
        }
    }

    internal void Restore(BinaryReader reader)
    {
        foreach (ref PositionRow row in _rows.AsSpan())
        {
            row.Quantity = reader.ReadInt64();
            row.Cost = reader.ReadRaw<Int128>();
            row.Realised = reader.ReadRaw<Int128>();
            row.Fees = reader.ReadRaw<Int128>();
        }
    }
}
