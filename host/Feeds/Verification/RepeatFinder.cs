using Strategies.Records;

namespace Strategies.Feeds.Verification;

/// <summary>
/// Finds messages that are equal, byte for byte, to one not far before them. In a file whose messages have no sequence such
/// a repeat is played twice. Equal messages do not occur by themselves: each says its own nanosecond, order and match.
/// </summary>
internal sealed class RepeatFinder
{
    // A message is found again when fewer than some ten thousand others came in between.
    private const int Slots = 1 << 16;

    private readonly ulong[] _hashes = new ulong[Slots];

    internal long Count { get; private set; }

    internal void Observe(ReadOnlySpan<byte> message)
    {
        Fnv1a hash = Fnv1a.Start();
        hash.Add(message);
        ref ulong slot = ref _hashes[(int)((hash.Value ^ (hash.Value >> 32)) & (Slots - 1))];
        Count += slot == hash.Value ? 1 : 0;
        slot = hash.Value;
    }
}
