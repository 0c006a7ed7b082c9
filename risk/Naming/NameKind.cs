namespace Strategies.Risk.Naming;

/// <summary>What a name is a name of.</summary>
public enum NameKind
{
    /// <summary>A strategy slot.</summary>
    Slot,

    /// <summary>An account.</summary>
    Account,

    /// <summary>A venue.</summary>
    Venue,

    /// <summary>A token, and so whoever holds it.</summary>
    Token,

    /// <summary>A parameter of a strategy.</summary>
    Parameter,

    /// <summary>An instrument's symbol, as markets write them; behind it <c>@VENUE</c> where people say it.</summary>
    Instrument,

    /// <summary>Who gave a command.</summary>
    Person,
}
