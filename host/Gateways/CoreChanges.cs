namespace Strategies.Gateways;

/// <summary>What changed between two looks at the core.</summary>
[Flags]
internal enum CoreChanges
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The core fell silent: new orders are blocked (T1).</summary>
    Blocked = 1,

    /// <summary>It stays silent: all orders are to be canceled (T2).</summary>
    Canceled = 2,

    /// <summary>It ended in order: new orders are blocked, the others stay.</summary>
    Ended = 4,

    /// <summary>A core is at work again that cannot know that new orders are blocked: it has to reconcile.</summary>
    CameBack = 8,

    /// <summary>The cell was killed: block, and cancel all orders.</summary>
    Killed = 16,

    /// <summary>The kill was taken back.</summary>
    Released = 32,

    /// <summary>New orders pass again.</summary>
    Freed = 64,
}
