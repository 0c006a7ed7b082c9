namespace Strategies.Engine.MarketData;

/// <content>What decoding remembers between packets, as bytes. LOBSTER remembers nothing.</content>
public sealed partial class MarketDataDecoder
{
    internal void Save(BinaryWriter writer) => _itch.Save(writer);

    internal void Restore(BinaryReader reader) => _itch.Restore(reader);
}
