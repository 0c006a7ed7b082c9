namespace Strategies.Journal.Segments;

/// <summary>What a segment holds.</summary>
public enum SegmentKind : ushort
{
    /// <summary>Numbered inputs of the engine.</summary>
    Input = 1,

    /// <summary>Outputs, keyed by cause and index.</summary>
    Output = 2,
}
