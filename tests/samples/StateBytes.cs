using Strategies.Sdk;

namespace Strategies.Samples.Tests;

/// <summary>Save and restore as the engine calls them.</summary>
internal static class StateBytes
{
    public static byte[] Save(Strategy strategy, int schemaVersion)
    {
        byte[] buffer = new byte[4096];
        StateWriter writer = new(buffer, schemaVersion);
        strategy.Save(ref writer);
        return buffer[..writer.Length];
    }

    public static void Restore(Strategy strategy, ReadOnlySpan<byte> bytes, int schemaVersion)
    {
        StateReader reader = new(bytes, schemaVersion);
        strategy.Restore(ref reader);
    }
}
