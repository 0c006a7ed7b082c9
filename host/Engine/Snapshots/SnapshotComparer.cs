namespace Strategies.Engine.Snapshots;

/// <summary>Finds where the snapshots of two engines differ: first in the slots, whose strategies answer for them.</summary>
public static class SnapshotComparer
{
    /// <summary>Looks for the first difference. Calls Save of every strategy; allocates.</summary>
    /// <param name="one">An engine between two records.</param>
    /// <param name="other">Another one behind the same record, with the same slots.</param>
    /// <returns>The difference; null when there is none.</returns>
    /// <exception cref="SnapshotException">The state of one cannot be written.</exception>
    public static SnapshotDifference? Find(TradingEngine one, TradingEngine other)
    {
        for (int slot = 1; slot <= one.SlotCount; slot++)
        {
            foreach (((string name, byte[] own), (_, byte[] others)) in one.PartsOf(slot).Zip(other.PartsOf(slot)))
            {
                if (!own.AsSpan().SequenceEqual(others))
                {
                    return Difference(slot, one, name, own, others);
                }
            }
        }

        byte[] all = Write(one);
        byte[] allOthers = Write(other);
        return all.AsSpan().SequenceEqual(allOthers) ? null : Difference(0, one, "the engine outside of its slots", all, allOthers);
    }

    private static SnapshotDifference Difference(int slot, TradingEngine engine, string part, byte[] one, byte[] other) => new(
        slot,
        slot == 0 ? default : engine.PackageOf(slot),
        part,
        one.AsSpan().CommonPrefixLength(other),
        one,
        other);

    private static byte[] Write(TradingEngine engine)
    {
        using MemoryStream stream = new();
        EngineSnapshot.Write(engine, stream);
        return stream.ToArray();
    }
}
