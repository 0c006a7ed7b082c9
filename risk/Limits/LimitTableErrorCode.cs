namespace Strategies.Risk;

/// <summary>Why a table of limits was refused.</summary>
public enum LimitTableErrorCode : byte
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>The control is not one that is known.</summary>
    UnknownControl = 1,

    /// <summary>The scope is not one that is known.</summary>
    UnknownScope = 2,

    /// <summary>No such slot or account, or a number at a scope that has none.</summary>
    UnknownScopeId = 3,

    /// <summary>The instrument is not in the universe.</summary>
    UnknownInstrument = 4,

    /// <summary>The value is negative.</summary>
    NegativeValue = 5,

    /// <summary>More messages in a second than the gate has room to count.</summary>
    ValueTooLarge = 6,

    /// <summary>
    /// The control cannot be set there: messages are counted per strategy, account and firm, over all instruments.
    /// </summary>
    NotApplicable = 7,

    /// <summary>An earlier entry has the same control, scope, number and instrument.</summary>
    DuplicateEntry = 8,
}
