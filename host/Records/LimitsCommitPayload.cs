using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.LimitsCommit"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LimitsCommitPayload
{
    /// <summary>Version of the limits file.</summary>
    public int Version;

    /// <summary>Entries in all parts together; another number refuses the table.</summary>
    public int EntryCount;

    /// <summary>Who put them in force.</summary>
    public Text32 Who;

    /// <summary>Why.</summary>
    public Text200 Reason;
}
