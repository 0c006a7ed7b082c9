using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <summary>An exception of a strategy in words. Allocates: a slot's last act.</summary>
internal static class FaultText
{
    /// <summary>Names call and bound where the slot has broken one, whatever came out; else call, type and message.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="call">What the engine had called.</param>
    /// <param name="exception">What came out; none when the strategy caught what it was told.</param>
    internal static Text200 Of(StrategySlot slot, StrategyCall call, Exception? exception) =>
        slot.Use.Broken != SlotUseKind.None || exception is null
            ? Text200.From($"{call}: {slot.Use.Reason}")
            : Of(call.ToString(), exception);

    /// <summary>Names call, type and message.</summary>
    /// <param name="call">What the engine had called.</param>
    /// <param name="exception">What came out; its message is the strategy's own code too and may throw.</param>
    internal static Text200 Of(string call, Exception exception)
    {
        string message;
        try
        {
            message = exception.Message;
        }
        catch (Exception second) when (second is not EngineFault)
        {
            message = $"its message cannot be read, that threw {second.GetType().Name}";
        }

        return Text200.From($"{call} threw {exception.GetType().Name}: {message}");
    }
}
