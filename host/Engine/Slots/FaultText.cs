using Strategies.Records;

namespace Strategies.Engine.Slots;

/// <summary>An exception of a strategy in words. Allocates: a slot's last act.</summary>
internal static class FaultText
{
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
