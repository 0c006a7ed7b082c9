namespace Strategies.Records;

/// <summary>Where an input came from.</summary>
public enum SourceKind : ushort
{
    /// <summary>Not an input.</summary>
    None = 0,

    /// <summary>A feed line.</summary>
    Feed = 1,

    /// <summary>A venue session.</summary>
    Venue = 2,

    /// <summary>An operator's command.</summary>
    Operator = 3,

    /// <summary>The driver's clock.</summary>
    Clock = 4,

    /// <summary>The driver itself: start and end of day, commits and refusals, measurements.</summary>
    Driver = 5,
}
