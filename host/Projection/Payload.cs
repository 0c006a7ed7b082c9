using System.Runtime.CompilerServices;
using Strategies.Records;

namespace Strategies.Projection;

/// <summary>Reads payloads of records that may be of any length: the engine passes over malformed ones too.</summary>
public static class Payload
{
    public static bool TryRead<T>(ReadOnlySpan<byte> record, out T payload)
        where T : unmanaged
    {
        bool isWhole = record.Length == RecordHeader.Size + Unsafe.SizeOf<T>();
        payload = isWhole ? RecordWriter.Payload<T>(record) : default;
        return isWhole;
    }
}
