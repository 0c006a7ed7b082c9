using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.SlotDefinition"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SlotDefinitionPayload
{
    /// <summary>Number of the slot, from 1, dense.</summary>
    public int Slot;

    /// <summary>Number of the account it trades for, from 1, dense.</summary>
    public int Account;

    /// <summary>Name of the slot.</summary>
    public Text32 Name;

    /// <summary>Name of the account.</summary>
    public Text32 AccountName;

    /// <summary>What becomes of the slot when its version throws. The engine's rule.</summary>
    public FaultAction OnFault;

    /// <summary>What a callback leads to that takes longer than it may. The driver's rule.</summary>
    public OverrunAction OnTimeOverrun;

    /// <summary>What a callback leads to that allocates more than it may. The driver's rule.</summary>
    public OverrunAction OnAllocation;

    /// <summary>Zero.</summary>
    public int Reserved;

    /// <summary>Longest time of one callback, in ns; zero or below is not checked.</summary>
    public long TimeBudgetNs;

    /// <summary>Most bytes that one callback may allocate, 0 for none; -1 is not checked.</summary>
    public long AllocationBudgetBytes;

    /// <summary>Longest time of Save and Restore together in a swap, in ns; zero or below is not checked.</summary>
    public long HandoverBudgetNs;
}
