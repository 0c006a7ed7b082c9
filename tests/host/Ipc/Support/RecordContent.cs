namespace Strategies.Ipc.Tests.Support;

/// <summary>
/// Records whose content follows from their sequence, so that each end can check them without the other.
/// native/ipc/ipc_twin.c has the same.
/// </summary>
internal static class RecordContent
{
    private const ulong LengthMax = 200;

    internal static int Length(ulong sequence) => (int)(sequence * 31 % LengthMax);

    internal static uint Type(ulong sequence) => (uint)(sequence * 2654435761);

    internal static void Fill(ulong sequence, Span<byte> payload)
    {
        for (int index = 0; index < payload.Length; index++)
        {
            payload[index] = (byte)((sequence * 131) + ((ulong)index * 17));
        }
    }

    /// <summary>Claims and fills the next record.</summary>
    internal static bool TryClaim(RingProducer producer)
    {
        ulong sequence = producer.NextSequence;
        if (!producer.TryClaim(Length(sequence), Type(sequence), out Span<byte> payload))
        {
            return false;
        }

        Fill(sequence, payload);
        return true;
    }

    /// <summary>True when a record is exactly what its sequence says.</summary>
    internal static bool IsWhole(in RingReader reader)
    {
        ulong sequence = reader.Sequence;
        ReadOnlySpan<byte> payload = reader.Payload;
        bool isWhole = payload.Length == Length(sequence) && reader.Type == Type(sequence);
        for (int index = 0; isWhole && index < payload.Length; index++)
        {
            isWhole = payload[index] == (byte)((sequence * 131) + ((ulong)index * 17));
        }

        return isWhole;
    }
}
