namespace Strategies.Journal.Durability;

/// <summary>What opening a journal for writing does about damage behind what was on the disk for certain.</summary>
public enum DamagePolicy
{
    /// <summary>The journal is refused; the message says how to go on.</summary>
    Refuse = 0,

    /// <summary>
    /// What lies behind the last whole record moves into the journal's folder <c>cut/NUMBER</c>, is reported, and
    /// writing goes on. Damage in front of the durable point is refused all the same.
    /// </summary>
    MoveAside = 1,
}
