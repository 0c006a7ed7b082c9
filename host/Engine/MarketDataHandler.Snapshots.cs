using Strategies.MarketData;

namespace Strategies.Engine;

/// <content>The decoders of all feed lines as bytes.</content>
internal sealed partial class MarketDataHandler
{
    internal void Save(BinaryWriter writer)
    {
        foreach (MarketDataDecoder? decoder in _decoders)
        {
            decoder?.Save(writer);
        }
    }

    internal void Restore(BinaryReader reader)
    {
        foreach (MarketDataDecoder? decoder in _decoders)
        {
            decoder?.Restore(reader);
        }
    }
}
