namespace Strategies.Feeds.Pcap;

/// <summary>What became of a packet that was read.</summary>
internal enum SequencedAs
{
    /// <summary>It is the next one.</summary>
    Next = 0,

    /// <summary>It was heard before.</summary>
    Repeat = 1,

    /// <summary>Something is missing in front of it: it waits.</summary>
    Held = 2,

    /// <summary>It would have to wait, and there is no room: release first, then offer it again.</summary>
    NoRoom = 3,
}
