using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.StateDigest"/>: 64-bit FNV-1a digests of the engine's parts, equal in every replay.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct StateDigestPayload
{
    /// <summary>All books, level by level and order by order.</summary>
    public ulong Books;

    /// <summary>All of the engine's orders.</summary>
    public ulong Orders;

    /// <summary>All positions.</summary>
    public ulong Positions;

    /// <summary>Saved state of all slots.</summary>
    public ulong Strategies;
}
