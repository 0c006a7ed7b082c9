using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Backtest.TestKit;

/// <summary>Keeps what a strategy threw and in which call, so that the test can be told.</summary>
internal sealed class HarnessMeter : CallbackMeter
{
    private StrategyCall _call;

    internal StrategyCall ThrowingCall { get; private set; }

    internal Exception? Thrown { get; private set; }

    public override void Enter(int slot, StrategyCall call, bool isNext) => _call = call;

    public override void Leave(int slot)
    {
    }

    public override void Abandon(int slot)
    {
    }

    public override void Fault(int slot, Exception exception)
    {
        ThrowingCall = _call;
        Thrown = exception;
    }

    internal void Forget() => Thrown = null;
}
