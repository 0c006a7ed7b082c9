namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>What a random operation does.</summary>
public enum OperationKind
{
    Add,
    Execute,
    Reduce,
    Delete,
    ReplaceHistorical,
    HiddenTrade,
    ExecuteInCross,
    Cross,
    OperationalHalt,
    WindowCut,
    LevelSet,
    Status,
    Limit,
    ImmediateOrCancel,
    Market,
    Replace,
    Cancel,
}
