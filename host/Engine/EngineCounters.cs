namespace Strategies.Engine;

/// <summary>What an engine has seen and done since it was made; for reports, never read by the engine itself.</summary>
public struct EngineCounters
{
    /// <summary>Input records.</summary>
    public long Records;

    /// <summary>Market-data packets.</summary>
    public long Packets;

    /// <summary>Messages in them, corrections excluded.</summary>
    public long MarketMessages;

    /// <summary>
    /// Messages of which no strategy is told, whatever it subscribes to: of types that are not used, of instruments outside
    /// the universe, of orders that the book does not have where the message does not say itself what they were, and
    /// messages that say what cannot be.
    /// </summary>
    public long UntoldMessages;

    /// <summary>Levels that entered a window from outside.</summary>
    public long LevelSets;

    /// <summary>Messages after which an instrument's book had a bid at or above its offer.</summary>
    public long CrossedBooks;

    /// <summary>Callbacks into strategies.</summary>
    public long Callbacks;

    /// <summary>New orders that passed the gate.</summary>
    public long Orders;

    /// <summary>Orders and requests that were refused before they left.</summary>
    public long Rejects;

    /// <summary>Fills.</summary>
    public long Fills;
}
