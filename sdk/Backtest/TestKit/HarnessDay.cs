using Strategies.Driver;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using Strategies.Session;

namespace Strategies.Backtest.TestKit;

/// <summary>The records by which a harness's day begins: one venue, one feed, one slot.</summary>
internal static class HarnessDay
{
    internal const int Slot = 1;
    internal const ushort Feed = 1;

    private const int Account = 1;

    /// <summary>So wide that they refuse nothing.</summary>
    private static readonly Dictionary<RiskControl, long> WideLimits = new()
    {
        [RiskControl.MaxQuantity] = 1_000_000_000,
        [RiskControl.MaxNotional] = long.MaxValue,
        [RiskControl.PriceCollar] = 1_000_000_000,
        [RiskControl.ReferenceAge] = long.MaxValue / 2,
        [RiskControl.MaxPosition] = long.MaxValue / 2,
        [RiskControl.MessagesPerSecond] = 10_000,
    };

    internal static VenueId Venue { get; } = new(1);

    internal static void Begin(InputWriter inputs, EngineDriver driver, HarnessOptions options, long timeNs)
    {
        Require(options);
        DateTime date = DateTime.UnixEpoch.AddTicks(options.MidnightUtcNs / TimeSpan.NanosecondsPerTick);
        DayBeginning beginning = new()
        {
            Day = new StartOfDayPayload
            {
                TradingDay = 1,
                TradeDate = date.Year * 10_000 + date.Month * 100 + date.Day,
                MidnightUtcNs = options.MidnightUtcNs,
            },
            Venues = [new VenueDefinitionPayload { Venue = Venue.Value, Name = Text32.From("test") }],
            Feeds = [new FeedDefinitionPayload { Feed = Feed, Venue = Venue.Value }],
            Universe = options.Instruments,
            Slots =
            [
                new SlotDefinitionPayload
                {
                    Slot = Slot,
                    Account = Account,
                    Name = Text32.From("test"),
                    AccountName = Text32.From("test"),
                    OnFault = FaultAction.Quarantine,
                    TimeBudgetNs = -1,
                    AllocationBudgetBytes = -1,
                    HandoverBudgetNs = -1,
                },
            ],
            Limits = LimitsOf(options),
            LimitsVersion = 1,
            Starts = [],
            Who = Text32.From("test"),
        };
        StartOfDay.Take(beginning, inputs, driver, timeNs);
    }

    /// <summary>What a feed says in the morning.</summary>
    internal static void Open(ItchPacket packet, HarnessOptions options)
    {
        foreach (Instrument instrument in options.Instruments)
        {
            packet.Directory(instrument);
            packet.TradingAction(instrument, 'T');
        }

        packet.SystemEvent('Q');
    }

    private static LimitEntry[] LimitsOf(HarnessOptions options) =>
    [
        .. WideLimits.Select(wide => new LimitEntry
        {
            Control = wide.Key,
            Scope = RiskScope.Firm,
            Value = options.Limits.GetValueOrDefault(wide.Key, wide.Value),
        }),
    ];

    private static void Require(HarnessOptions options)
    {
        for (int index = 0; index < options.Instruments.Count; index++)
        {
            Instrument instrument = options.Instruments[index];
            if (instrument.Id.Value != index + 1 || instrument.Venue != Venue || instrument.Symbol.Length is < 1 or > 8)
            {
                throw new HarnessException(
                    $"instrument {instrument.Symbol} has number {instrument.Id} and venue {instrument.Venue}: number them from 1 "
                    + "without gaps, at venue 1, with symbols of 1 to 8 letters");
            }
        }

        if (options.StartsAt < TimeSpan.Zero || options.StartsAt >= TimeSpan.FromDays(1))
        {
            throw new HarnessException($"a day does not start at {options.StartsAt}");
        }
    }
}
