using System.Runtime.InteropServices;

namespace Strategies.Engine.Records;

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
}
