using Strategies.Plans;
using Strategies.Records;
using Strategies.Swaps.Versions;

namespace Strategies.Swaps.Days;

/// <summary>The plans of a day on which one slot runs through many versions.</summary>
/// <param name="Feed">The market data: one instrument.</param>
/// <param name="VersionsFolder">Where <see cref="VersionCompiler"/> has put the versions.</param>
/// <param name="LimitsFile">The limits; <see cref="WriteLimits"/> makes them.</param>
public sealed record SwapDay(string Feed, string VersionsFolder, string LimitsFile)
{
    /// <summary>Name of the slot.</summary>
    public const string Slot = "soak";

    /// <summary>Orders that must work when a swap is made.</summary>
    public const int WorkingOrdersMin = 20;

    /// <summary>Limits that are there and never reached: what is shown here is not risk.</summary>
    private const string Limits = """
        {
          "version": 1,
          "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 10000, "maxNotional": 20000000, "priceCollarPercent": 20,
              "referenceAgeMs": 3600000, "maxPosition": 1000000, "messagesPerSecond": 10000 }
          ]
        }
        """;

    /// <summary>Writes the file of limits.</summary>
    public void WriteLimits() => File.WriteAllText(LimitsFile, Limits);

    /// <summary>The day with version 0 from the first event to the last.</summary>
    public SessionPlan WithoutSwaps() => new()
    {
        Version = 1,
        Name = "swaps",
        Feed = new FeedPlan { File = Feed },
        Limits = LimitsFile,
        Slots = [new SlotPlan { Name = Slot, Strategy = VersionCompiler.PathOf(VersionsFolder, 0) }],
        Engine = new EngineOptions
        {
            MarketOrdersMax = 1 << 16,
            LevelsMax = 1 << 14,
            OrdersMax = 1 << 12,
            FillsMax = 1 << 14,
            SlotsMax = 4,
            StateBytesMax = 1 << 19,
        },
    };

    /// <summary>The day with version 1, 2, 3 and so on at the given moments.</summary>
    /// <param name="events">After how many market messages each swap is to happen, rising.</param>
    public SessionPlan WithSwaps(IReadOnlyList<long> events) => WithoutSwaps() with
    {
        Actions = [.. events.Select((atEvent, index) => new ActionPlan
        {
            AtEvent = atEvent,
            Action = PlanActionKind.Swap,
            Slot = Slot,
            Strategy = VersionCompiler.PathOf(VersionsFolder, index + 1),
            MinWorkingOrders = WorkingOrdersMin,
            Who = "soak",
            Reason = $"version {index + 1}",
        })],
    };
}
