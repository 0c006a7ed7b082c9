namespace Strategies.MarketData;

/// <summary>Answer of a decoder that is asked for the next message.</summary>
public enum DecodeStatus
{
    /// <summary>There is one.</summary>
    Message = 0,

    /// <summary>The packet is finished.</summary>
    End = 1,

    /// <summary>The rest of the packet cannot be read.</summary>
    Malformed = 2,
}
