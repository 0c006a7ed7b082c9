using Strategies.Records.Snapshots;

namespace Strategies.MarketData;

/// <content>What decoding remembers between packets, as bytes: which locate code means which instrument.</content>
internal sealed partial class ItchDecoder
{
    internal void Save(BinaryWriter writer)
    {
        writer.Write(LocateCodes - _instrumentByLocate.AsSpan().Count(0));
        for (int code = 0; code < LocateCodes; code++)
        {
            if (_instrumentByLocate[code] != 0)
            {
                writer.Write(code);
                writer.Write(_instrumentByLocate[code]);
            }
        }
    }

    internal void Restore(BinaryReader reader)
    {
        Array.Clear(_instrumentByLocate);
        int count = reader.ReadCount(LocateCodes, "locate codes");
        for (int index = 0; index < count; index++)
        {
            int code = reader.ReadCount(LocateCodes - 1, "as a locate code");
            _instrumentByLocate[code] = reader.ReadInt32();
        }
    }
}
