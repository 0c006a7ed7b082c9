using System.Text;
using System.Text.Json;
using Strategies.Records;

namespace Strategies.Plans.Tests;

/// <summary>Every key of a plan, wrong in every way.</summary>
public sealed class EveryPlanKeyTests
{
    private const string Path = "/plans/plan.json";

    /// <summary>Keys that say the same with null as when they are left out.</summary>
    private static readonly string[] MayBeNull =
    [
        "feeds[0].tradeDate", "venues[0].orderLatencyMicroseconds", "venues[0].ackLatencyMicroseconds", "venues[1].latency", "venues[1].latency.default",
        "venues[1].latency.newOrder", "venues[1].latency.replace", "venues[1].latency.cancel",
        "venues[1].latency.acknowledgement", "venues[1].latency.fill", "venues[1].latency.fill.sha256",
        "venues[1].latency.cancelReject", "slots[0].timeBudgetMicroseconds", "slots[0].allowAllocation", "slots[0].handoverBudgetMicroseconds",
    ];

    /// <summary>Keys of which one must be there: without it the class is empty, and so says its line.</summary>
    private static readonly string[] OneOfThree =
    [
        "venues[1].latency.default.microseconds", "venues[1].latency.newOrder.quantiles", "venues[1].latency.replace.microseconds",
        "venues[1].latency.cancel.microseconds", "venues[1].latency.acknowledgement.microseconds", "venues[1].latency.fill.file",
        "venues[1].latency.cancelReject.microseconds",
    ];

    private static readonly WrongFiles Files = new("""
        {
          "version": 1, "name": "every key", "cell": 7, "tradingDay": 3, "behaviour": 1,
          "feeds": [ { "file": "a.zip", "venue": "XNAS", "latencyMicroseconds": 20, "tradeDate": "2012-06-21",
                       "silentAfterMilliseconds": 500 },
                     { "file": "b.zip", "venue": "BATS" } ],
          "venues": [ { "name": "XNAS", "orderLatencyMicroseconds": 5, "ackLatencyMicroseconds": 6, "makerFee": -0.002, "takerFee": 0.003 },
                      { "name": "BATS", "latency": {
                        "seed": 7, "default": { "microseconds": 50.5 },
                        "newOrder": { "quantiles": [ { "quantile": 0, "microseconds": 20 }, { "quantile": 1, "microseconds": 35 } ] },
                        "replace": { "microseconds": 1 }, "cancel": { "microseconds": 2 }, "acknowledgement": { "microseconds": 3 },
                        "cancelReject": { "microseconds": 4 },
                        "fill": { "file": "fill.csv", "sha256": "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff" } } } ],
          "limits": "limits.json",
          "slots": [ { "name": "one", "account": "mine", "strategy": "one.dll", "parameters": { "levels": 3 }, "onFault": "rollback",
            "timeBudgetMicroseconds": 50, "allowAllocation": false, "onOverrun": "alert", "handoverBudgetMicroseconds": 200 } ],
          "actions": [
            { "atEvent": 5, "action": "swap", "slot": "one", "strategy": "two.dll", "state": "fresh", "minWorkingOrders": 4, "who": "risk desk", "reason": "why" },
            { "atEvent": 6, "action": "sessionDown", "venue": "XNAS" },
            { "atEvent": 7, "action": "limit", "scope": "firm", "name": "maxPosition", "instrument": "ABC", "value": 10 } ],
          "engine": { "marketOrdersMax": 9, "levelsMax": 9, "levelsPerSideMax": 9, "ordersMax": 9, "fillsMax": 9, "slotsMax": 9,
            "stateBytesMax": 9, "actionsPerCallbackMax": 9,
            "bounds": { "orderRequestsPerSecond": 9, "timersPerSecond": 9, "subscriptionsPerSecond": 9, "logLinesPerSecond": 9,
              "publishedPerSecond": 9, "callbackBytesMax": 9, "startBytesMax": 9, "bytesPerSecond": 9, "sessionBytesMax": 9 } }
        }
        """);

    public static TheoryData<string, string, int, string> Wrong()
    {
        TheoryData<string, string, int, string> data = [];
        foreach (WrongFile file in Files.All(IsFree).Where(file => !Is(MayBeNull, file) && !Is(OneOfThree, file)))
        {
            data.Add(file.Way, file.Text, file.Line, file.Key);
        }

        return data;
    }

    [Fact]
    public void Right_it_is_taken() => Assert.Equal(3, Parse(Files.Good).Actions.Count);

    [Fact]
    public void A_byte_order_mark_in_front_does_not_matter() => Assert.Equal(
        3, PlanFile.Parse([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Files.Good)], Path).Actions.Count);

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void It_is_refused_with_file_line_and_key_and_without_words_of_the_program(
        string way, string text, int line, string key)
    {
        PlanException refusal = Assert.Throws<PlanException>(() => Parse(text));
        string told = $"{refusal.Message}; {refusal.Hint}";
        Assert.True(told.StartsWith($"{Path}, line {line}: ", StringComparison.Ordinal), $"{way}: {told}");
        Assert.Contains(key, told);
        Assert.DoesNotContain("System.", told);
        Assert.DoesNotContain("   at ", told);
    }

    [Fact]
    public void Null_for_what_has_no_default_is_as_if_the_key_were_not_there()
    {
        WrongFile[] files = [.. Files.All(IsFree).Where(file => Is(MayBeNull, file))];
        Assert.Equal(MayBeNull.Length, files.Length);
        Assert.All(files, file => Assert.Equal(3, Parse(file.Text).Actions.Count));
    }

    [Fact]
    public void Null_for_what_a_latency_is_leaves_it_empty()
    {
        WrongFile[] files = [.. Files.All(IsFree).Where(file => Is(OneOfThree, file))];
        Assert.Equal(OneOfThree.Length, files.Length);
        Assert.All(files, file =>
        {
            string told = Assert.Throws<PlanException>(() => Parse(file.Text)).Message;
            Assert.StartsWith($"{Path}, line {file.Line - 1}: venues[1].latency.", told);
            Assert.EndsWith(" is empty", told);
        });
    }

    [Theory]
    [MemberData(nameof(EveryKeyTests.Parts), MemberType = typeof(EveryKeyTests))]
    public void The_plan_that_is_put_wrong_has_every_key_of(Type part) => Assert.All(
        part.GetProperties().Where(property => property.CanWrite && property.Name is not "Feed" and not "Venue"),
        property => Assert.Contains($"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\"", Files.Good));

    /// <summary>A parameter has any name, a value any kind.</summary>
    private static bool IsFree(string path) =>
        path.Contains(".parameters.", StringComparison.Ordinal) || path.EndsWith("].value", StringComparison.Ordinal);

    private static bool Is(string[] paths, WrongFile file) => paths.Any(path => file.Way == $"{path} null");

    private static SessionPlan Parse(string text) => PlanFile.Parse(Encoding.UTF8.GetBytes(text), Path);
}
