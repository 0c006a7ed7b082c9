namespace Strategies.Risk.Tests.Reference;

/// <summary>What happens in one step of a twin run.</summary>
internal enum TwinAction
{
    New,
    Replace,
    Cancel,
    Fill,
    Release,
    Reserve,
    Adjust,
    Kill,
    Tradable,
    Mark,
    Commit,
    RollBack,
    Limits,
    Limit,
}
