namespace Strategies.Engine.Slots;

/// <summary>What became of a parameter that was to be set.</summary>
public enum ParameterOutcome
{
    /// <summary>It has the value.</summary>
    Set = 0,

    /// <summary>The version has no such parameter.</summary>
    Unknown = 1,

    /// <summary>The value is outside its range; nothing changed.</summary>
    OutOfRange = 2,

    /// <summary>The slot already remembers its largest number of parameters; nothing changed.</summary>
    TooMany = 3,
}
