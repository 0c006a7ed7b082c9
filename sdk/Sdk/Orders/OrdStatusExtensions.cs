namespace Strategies.Sdk;

/// <summary>Questions about an order's state.</summary>
public static class OrdStatusExtensions
{
    /// <summary>True while the order can still trade: it counts as working and holds its risk reservation.</summary>
    /// <param name="status">The state.</param>
    public static bool IsWorking(this OrdStatus status) => status is OrdStatus.New or OrdStatus.PartiallyFilled
        or OrdStatus.PendingNew or OrdStatus.PendingCancel or OrdStatus.PendingReplace or OrdStatus.Stopped or OrdStatus.Suspended;
}
