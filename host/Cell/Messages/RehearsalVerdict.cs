using System.Runtime.InteropServices;
using Strategies.Records;

namespace Strategies.Cell.Messages;

/// <summary>The follower's answer; ring type 1.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct RehearsalVerdict
{
    /// <summary>Of the request.</summary>
    public ulong Id;

    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>1 when the version may be deployed, the shadow was started or stopped, the state measured; 0 when not.</summary>
    public int IsGood;

    /// <summary>The version.</summary>
    public Hash256 PackageHash;

    /// <summary>Callbacks that it was run through.</summary>
    public long Callbacks;

    /// <summary>The longest callback, ns.</summary>
    public long CallbackNsMax;

    /// <summary>Bytes that callbacks allocated.</summary>
    public long AllocatedBytes;

    /// <summary>What was in the way.</summary>
    public RehearsalFault Fault;

    /// <summary>Bytes of a state that was measured.</summary>
    public int StateBytes;

    /// <summary>The input behind which it was measured.</summary>
    public ulong Sequence;

    /// <summary>Why not; empty when good.</summary>
    public Text200 Reason;
}
