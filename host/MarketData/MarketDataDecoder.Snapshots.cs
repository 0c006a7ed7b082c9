namespace Strategies.MarketData;

/// <content>What decoding remembers between packets, as bytes. LOBSTER remembers nothing.</content>
public sealed partial class MarketDataDecoder
{
    public void Save(BinaryWriter writer) => _itch.Save(writer);

    public void Restore(BinaryReader reader) => _itch.Restore(reader);
}
