using System.Runtime.InteropServices;
using Strategies.Records;

namespace Strategies.Cell.Messages;

/// <summary>A request of the edge to the follower; ring type 1.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct RehearsalRequest
{
    /// <summary>Names the request in its verdict.</summary>
    public ulong Id;

    /// <summary>What is to be done.</summary>
    public RehearsalAction Action;

    /// <summary>The slot, from 1.</summary>
    public int Slot;

    /// <summary>The version; none where it is the one in the slot.</summary>
    public Hash256 PackageHash;
}
