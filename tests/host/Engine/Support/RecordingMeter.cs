using Strategies.Engine.Slots;
using Strategies.Records;

namespace Strategies.Engine.Tests.Support;

/// <summary>Writes down what a meter is told.</summary>
internal sealed class RecordingMeter : CallbackMeter
{
    internal List<string> Calls { get; } = [];

    public override void Enter(int slot, StrategyCall call, bool isNext) =>
        Calls.Add($"{slot} {call}{(isNext ? " next" : "")}");

    public override void Leave(int slot) => Calls.Add($"{slot} left");

    public override void Abandon(int slot) => Calls.Add($"{slot} abandoned");
}
