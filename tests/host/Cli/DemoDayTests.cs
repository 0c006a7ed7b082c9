using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Cli.Tests.Support;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Cli.Tests;

/// <summary>The demonstration as a user gets it: one whole real day, played once for all of these tests.</summary>
public sealed class DemoDayTests(DemoDayTests.PlayedDemo demo) : IClassFixture<DemoDayTests.PlayedDemo>
{
    private const long Rows = 155_935;

    [Fact]
    public void No_event_is_lost_by_any_of_the_three_counts()
    {
        Assert.Equal(Rows, Number("events"));
        Assert.Equal(Rows, Number("eventsInRecords"));
        Assert.Equal(0, Number("eventsLost"));
        Assert.Equal(0, Number("crossedRows"));
        Assert.All(demo.Json.GetProperty("eventsByStrategy").EnumerateObject(), count =>
            Assert.Equal(Rows, count.Value.GetInt64()));
        Assert.Equal(5, demo.Json.GetProperty("eventsByStrategy").EnumerateObject().Count());
    }

    [Fact]
    public void A_process_of_its_own_replays_every_output_equal() =>
        Assert.True(demo.Json.GetProperty("replayDigestMatch").GetBoolean());

    [Fact]
    public void The_hot_thread_allocates_nothing_and_nothing_is_collected()
    {
        Assert.Equal(0, demo.Json.GetProperty("hotThread").GetProperty("allocatedBytes").GetInt64());
        Assert.All(demo.Json.GetProperty("gcCounts").EnumerateObject(), count =>
            Assert.Equal(0, count.Value.GetInt64()));
    }

    [Fact]
    public void Each_of_at_least_five_reasons_to_refuse_leads_to_an_order_in_the_journal()
    {
        Dictionary<string, long> reported = demo.Json.GetProperty("rejectsByReason").EnumerateObject()
            .ToDictionary(reject => reject.Name, reject => reject.Value.GetInt64());
        Assert.True(reported.Count >= 5, string.Join(", ", reported.Keys));
        Assert.Equal(
            reported.OrderBy(reject => reject.Key, StringComparer.Ordinal),
            demo.Rejects.GroupBy(reject => Words(reject.Reason)).Select(group =>
                KeyValuePair.Create(group.Key, (long)group.Count()))
                .OrderBy(reject => reject.Key, StringComparer.Ordinal));
        Assert.All(demo.Rejects.GroupBy(reject => reject.Reason), group => Assert.Contains(group, reject =>
            reject.Order.OrderId != 0 && reject.Order.Slot > 0 && reject.Request >= RecordType.FirstOutput));
    }

    [Fact]
    public void Each_swap_has_enough_working_orders_and_events_on_either_side()
    {
        JsonElement[] swaps = [.. demo.Json.GetProperty("swaps").EnumerateArray()];
        Assert.Contains(swaps, swap => swap.GetProperty("kind").GetString() == "swap");
        Assert.Contains(swaps, swap => swap.GetProperty("kind").GetString() == "rollback");
        Assert.All(swaps, swap =>
        {
            Assert.True(swap.GetProperty("workingOrdersBefore").GetInt32() >= 20, swap.GetRawText());
            Assert.Equal(swap.GetProperty("workingOrdersBefore").GetInt32(),
                swap.GetProperty("workingOrdersAfter").GetInt32());
            Assert.InRange(swap.GetProperty("atEvent").GetInt64(), 1_000, Rows - 1_000);
            Assert.NotEqual(swap.GetProperty("fromHash").GetString(), swap.GetProperty("toHash").GetString());
        });
        Assert.Equal(0, Number("actionsNotRun"));
    }

    [Fact]
    public void Swaps_are_reported_as_the_journal_has_them()
    {
        JsonElement[] swaps = [.. demo.Json.GetProperty("swaps").EnumerateArray()];
        Assert.Equal(
            demo.Swaps.Select(swap => (swap.CommitSequence, swap.Kind, swap.StateBytes)),
            swaps.Select(swap => (
                swap.GetProperty("atSequence").GetUInt64(),
                Enum.Parse<SwapKind>(swap.GetProperty("kind").GetString()!, ignoreCase: true),
                swap.GetProperty("stateBytes").GetInt32())));
        Assert.All(demo.Swaps, swap => Assert.InRange(swap.StateBytes, 1, 1 << 16));
        long[] pauses = [.. swaps.Select(swap => swap.GetProperty("pauseNs").GetInt64())];
        Assert.All(pauses, pause => Assert.InRange(pause, 1, long.MaxValue));
        Assert.InRange(
            pauses.Sum() / 1_000_000, 0, demo.Json.GetProperty("hotThread").GetProperty("elapsedMs").GetInt64());
    }

    [Fact]
    public void Every_strategy_has_a_result_and_latencies_are_in_order()
    {
        Assert.Equal(
            demo.Json.GetProperty("slots").EnumerateObject().Select(slot => slot.Name),
            demo.Json.GetProperty("pnl").EnumerateObject().Select(slot => slot.Name));
        Assert.All(demo.Json.GetProperty("slots").EnumerateObject(), slot =>
            Assert.Equal("Running", slot.Value.GetProperty("state").GetString()));
        JsonElement latency = demo.Json.GetProperty("tickToOrderNs");
        long p50 = latency.GetProperty("p50").GetInt64();
        long p99 = latency.GetProperty("p99").GetInt64();
        Assert.InRange(p50, 1, p99);
        Assert.InRange(
            latency.GetProperty("p999").GetInt64(),
            p99,
            demo.Json.GetProperty("hotThread").GetProperty("elapsedMs").GetInt64() * 1_000_000);
    }

    [Fact]
    public void Orders_and_fills_are_counted_as_the_journal_has_them()
    {
        Assert.Equal(demo.OrderCount, Number("orders"));
        Assert.Equal(demo.FillCount, Number("fills"));
        Assert.Equal(demo.InputCount, Number("inputs"));
        Assert.Equal(demo.OutputCount, Number("outputs"));
        Assert.True(demo.OrderCount > 1_000 && demo.FillCount > 1_000, "a day with so little shows too little");
    }

    /// <summary>A reason as the report names it.</summary>
    private static string Words(Sdk.RejectReason reason) => string.Concat(
        reason.ToString().Select((letter, index) =>
            (index > 0 && char.IsUpper(letter) ? "_" : "") + char.ToUpperInvariant(letter)));

    private long Number(string key) => demo.Json.GetProperty(key).GetInt64();

    public sealed class PlayedDemo : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly Dictionary<ulong, int> _stateBytes = [];

        public PlayedDemo()
        {
            // The plan names the data beside the project and the packages that the build leaves.
            _ = SharedData.Amzn5;
            string journal = _folder.File("journal");
            StratResult result = Strat.RunWith(
                new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "0x10000000" },
                "backtest",
                Path.Combine(Checkout.Root, "samples", "demo.plan.json"),
                "--journal",
                journal,
                "--verify-replay",
                "--json");
            Json = result.Require(StratResult.Success).Json;
            CountOutputs(journal);
            CountInputs(journal);
        }

        internal JsonElement Json { get; }

        internal List<RejectPayload> Rejects { get; } = [];

        internal List<(ulong CommitSequence, SwapKind Kind, int StateBytes)> Swaps { get; } = [];

        internal long InputCount { get; private set; }

        internal long OutputCount { get; private set; }

        internal long OrderCount { get; private set; }

        internal long FillCount { get; private set; }

        public void Dispose() => _folder.Dispose();

        private void CountOutputs(string journal)
        {
            using JournalReader outputs = JournalReader.OpenOutputs(journal);
            while (outputs.MoveNext())
            {
                OutputCount++;
                switch (outputs.Header.Type)
                {
                    case RecordType.NewOrderSingle:
                        OrderCount++;
                        break;
                    case RecordType.OrderRejected:
                        Rejects.Add(RecordWriter.Payload<RejectPayload>(outputs.Record));
                        break;
                    case RecordType.Handover:
                        _stateBytes[outputs.Header.Sequence] =
                            RecordWriter.Payload<HandoverPayload>(outputs.Record).StateBytes;
                        break;
                }
            }
        }

        private void CountInputs(string journal)
        {
            Dictionary<ulong, SwapKind> requests = [];
            using JournalReader inputs = JournalReader.OpenInputs(journal);
            while (inputs.MoveNext())
            {
                InputCount++;
                switch (inputs.Header.Type)
                {
                    case RecordType.ExecutionReport:
                        FillCount += RecordWriter.Payload<ExecutionReportPayload>(inputs.Record).LastQty > 0 ? 1 : 0;
                        break;
                    case RecordType.SwapRequested:
                        requests[inputs.Header.Sequence] = RecordWriter.Payload<SwapRequestedPayload>(inputs.Record).Kind;
                        break;
                    case RecordType.SwapCommitted:
                        ulong request = RecordWriter.Payload<SwapDecisionPayload>(inputs.Record).RequestSequence;
                        if (requests[request] != SwapKind.Deploy)
                        {
                            Swaps.Add((inputs.Header.Sequence, requests[request], _stateBytes[request]));
                        }

                        break;
                }
            }
        }
    }
}
