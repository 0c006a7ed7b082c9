using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.VenueDefinition"/>: a venue of the day. Its number is the source's number in the
/// headers of its reports and session records.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct VenueDefinitionPayload
{
    /// <summary>Its number, 1 to <see cref="SourceIds.VenueMax"/>.</summary>
    public ushort Venue;

    /// <summary>Zero.</summary>
    public ushort Reserved0;

    /// <summary>Zero.</summary>
    public int Reserved1;

    /// <summary>Its name, by which people tell one symbol at several venues apart: SYMBOL@NAME.</summary>
    public Text32 Name;
}
