using System.Numerics;
using System.Runtime.InteropServices;
using Strategies.Records;
using Strategies.Records.Snapshots;

namespace Strategies.Engine.Flattening;

/// <content>The slots that are being flattened, as bytes: of the others there is nothing to keep.</content>
internal sealed partial class FlattenTable
{
    internal void Save(BinaryWriter writer)
    {
        writer.Write(Active);
        for (ulong slots = Active; slots != 0; slots &= slots - 1)
        {
            int slot = BitOperations.TrailingZeroCount(slots) + 1;
            writer.WriteRaw(in _rows[slot]);
            writer.Write(MemoryMarshal.AsBytes(ObstaclesOf(slot)));
        }
    }

    internal void Restore(BinaryReader reader)
    {
        Active = reader.ReadUInt64();
        int slotsMax = _rows.Length - 1;
        if (slotsMax < EngineOptions.SlotsLimit && Active >> slotsMax != 0)
        {
            throw new InvalidDataException($"a slot above {slotsMax} is being flattened");
        }

        for (ulong slots = Active; slots != 0; slots &= slots - 1)
        {
            int slot = BitOperations.TrailingZeroCount(slots) + 1;
            _rows[slot] = reader.ReadRaw<FlattenRow>();
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(ObstaclesOf(slot)));
        }

        FindNextDue();
    }
}
