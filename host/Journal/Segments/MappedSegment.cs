namespace Strategies.Journal.Segments;

/// <summary>A segment file mapped for writing.</summary>
internal unsafe struct MappedSegment
{
    /// <summary>Where it is mapped.</summary>
    internal byte* Base;

    /// <summary>Bytes of file and mapping.</summary>
    internal long Bytes;

    /// <summary>Number of the segment.</summary>
    internal long Number;
}
