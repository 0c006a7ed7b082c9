using Strategies.Engine.Slots;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Support;

/// <summary>How a strategy floods each kind of what is counted.</summary>
internal static class Flooding
{
    /// <summary>Does one thing of a kind.</summary>
    internal static void Once(StrategyContext context, SlotUseKind kind, int number)
    {
        switch (kind)
        {
            case SlotUseKind.OrderRequests:
                context.Send(NewOrder.Limit(First, Side.Buy, Dollars(9), 1 + number % 7));
                break;
            case SlotUseKind.Timers:
                context.SetTimer(number % 80, context.TimeNs + 1 + number % 3);
                break;
            case SlotUseKind.Subscriptions:
                context.Subscribe(number % 2 == 0 ? First : Second);
                break;
            case SlotUseKind.LogLines:
                context.Log(LogLevel.Information, "line {0}"u8, number);
                break;
            case SlotUseKind.Published:
                context.Publish("number"u8, number);
                break;
        }
    }

    /// <summary>Does so many.</summary>
    internal static void Flood(StrategyContext context, SlotUseKind kind, int times)
    {
        for (int number = 0; number < times; number++)
        {
            Once(context, kind, number);
        }
    }
}
