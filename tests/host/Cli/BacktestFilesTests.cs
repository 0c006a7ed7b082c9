using System.Globalization;
using System.Text;
using System.Text.Json;
using Strategies.Cli.Tests.Support;
using Strategies.Plans;

namespace Strategies.Cli.Tests;

/// <summary>The files of a backtest, and the table of what was earned, say the same.</summary>
public sealed class BacktestFilesTests(BacktestFilesTests.PlayedDay day) : IClassFixture<BacktestFilesTests.PlayedDay>
{
    private static decimal Sum(IEnumerable<Dictionary<string, string>> rows, string column) =>
        rows.Sum(row => Number(row[column]));

    private static decimal Number(string text) =>
        decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [Fact]
    public void Sums_of_the_files_are_those_of_the_table()
    {
        JsonElement[] positions = [.. day.Json.GetProperty("positions").EnumerateArray()];
        Assert.NotEmpty(positions);
        Assert.Contains(positions, position => position.GetProperty("realised").GetDecimal() != 0);
        List<Dictionary<string, string>> fills = day.Rows("fills.csv");
        List<Dictionary<string, string>> held = day.Rows("positions.csv");
        List<Dictionary<string, string>> equity = day.Rows("equity.csv");
        Assert.Equal(positions.Length, held.Count);
        foreach (JsonElement position in positions)
        {
            string slot = position.GetProperty("slot").GetString()!;
            List<Dictionary<string, string>> ownFills = [.. fills.Where(fill => fill["Slot"] == slot)];
            Dictionary<string, string> own = Assert.Single(held, row => row["Slot"] == slot);
            Dictionary<string, string> last = equity.Last(row => row["Slot"] == slot);
            Assert.Equal(position.GetProperty("fees").GetDecimal(), Sum(ownFills, "Commission"));
            Assert.Equal(
                position.GetProperty("quantity").GetDecimal(),
                ownFills.Sum(fill => Number(fill["LastQty"]) * (fill["Side"] == "Buy" ? 1 : -1)));
            foreach ((string name, string column) in new[] { ("realised", "Realised"), ("unrealised", "Unrealised"), ("fees", "Commission") })
            {
                Assert.Equal(position.GetProperty(name).GetDecimal(), Number(own[column]));
                Assert.Equal(position.GetProperty(name).GetDecimal(), Number(last[column]));
            }

            Assert.Equal(position.GetProperty("profit").GetDecimal(), Number(last["Equity"]));
            Assert.Equal((position.GetProperty("currency").GetString(), own["Currency"]), (own["Currency"], last["Currency"]));
        }
    }

    [Fact]
    public void Money_spent_and_earned_in_the_fills_is_the_profit_of_the_table()
    {
        foreach (JsonElement position in day.Json.GetProperty("positions").EnumerateArray())
        {
            string slot = position.GetProperty("slot").GetString()!;
            decimal cash = day.Rows("fills.csv").Where(fill => fill["Slot"] == slot)
                .Sum(fill => Number(fill["LastPx"]) * Number(fill["LastQty"]) * (fill["Side"] == "Buy" ? -1 : 1));
            decimal cost = Number(Assert.Single(day.Rows("positions.csv"), row => row["Slot"] == slot)["Cost"]);
            Assert.Equal(position.GetProperty("realised").GetDecimal(), cash + cost);
        }
    }

    [Fact]
    public void What_is_earned_over_the_day_is_noted_without_a_byte_or_a_compilation_on_the_hot_thread()
    {
        JsonElement hot = day.Json.GetProperty("hotThread");
        Assert.Equal((0, 0), (hot.GetProperty("allocatedBytes").GetInt64(), hot.GetProperty("compiledMethods").GetInt64()));
        Assert.True(day.Rows("equity.csv").Count >= 4, "a beginning and an end for each of two slots");
    }

    [Fact]
    public void Every_order_that_left_and_every_fill_has_a_row()
    {
        List<Dictionary<string, string>> orders = day.Rows("orders.csv");
        List<Dictionary<string, string>> fills = day.Rows("fills.csv");
        Assert.Equal(day.Json.GetProperty("orders").GetInt32(), orders.Count);
        Assert.Equal(day.Json.GetProperty("fills").GetInt32(), fills.Count);
        Assert.Equal(orders.Count, orders.Select(order => order["ClOrdID"]).Distinct().Count());
        Assert.Equal(Sum(orders, "CumQty"), Sum(fills, "LastQty"));
        Assert.All(orders, order => Assert.Matches("^[0-9]+-[0-9]+-[0-9]+$", order["ClOrdID"]));
        Assert.All(fills, fill => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", fill["TransactTime"]));
    }

    [Theory]
    [InlineData("orders.csv", "TransactTime,MsgSeqNum,ClOrdID,Slot,Account,Symbol,SecurityExchange,Side,OrdType,TimeInForce,Price,OrderQty,"
        + "OrdStatus,CumQty,LeavesQty,AvgPx,OrdRejReason,Currency,Tag")]
    [InlineData("fills.csv", "TransactTime,MsgSeqNum,ClOrdID,ExecID,Slot,Account,Symbol,SecurityExchange,Side,ExecType,LastPx,LastQty,"
        + "CumQty,LeavesQty,Commission,Currency,LastLiquidityInd")]
    [InlineData("positions.csv", "Slot,Account,Symbol,SecurityExchange,PosQty,Cost,Realised,Unrealised,Commission,Profit,Currency")]
    [InlineData("equity.csv", "TransactTime,Slot,Realised,Unrealised,Commission,Equity,Currency")]
    public void Names_of_columns_are_stable_and_lines_end_as_in_RFC_4180(string file, string columns)
    {
        byte[] bytes = File.ReadAllBytes(day.PathOf(file));
        string text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith(columns + "\r\n", text);
        Assert.EndsWith("\r\n", text);
        Assert.Equal(text.Count(character => character == '\n'), text.Split("\r\n").Length - 1);
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused_and_left_alone()
    {
        string before = File.ReadAllText(day.PathOf("fills.csv"));
        Strat.Run("backtest", day.PlanFile, "--out", day.Folder, "--json").RequireRefused(day.Folder, "not empty", "--out");
        Assert.Equal(before, File.ReadAllText(day.PathOf("fills.csv")));
        Strat.Run("backtest", day.PlanFile, "--out", day.PathOf("fills.csv"), "--json").RequireRefused("fills.csv", "is a file");
    }

    [Fact]
    public void The_tables_fit_80_columns_with_the_currency_beside_the_sum()
    {
        StratResult result = Strat.RunWith(new Dictionary<string, string> { ["COLUMNS"] = "80" }, "backtest", day.PlanFile)
            .Require(StratResult.Success);
        string[] lines = result.Output.Split('\n');
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        string sum = Assert.Single(lines, line => line.TrimStart().StartsWith("all ", StringComparison.Ordinal));
        Assert.EndsWith(" USD", sum.TrimEnd());
        Assert.Contains(
            day.Json.GetProperty("positions").EnumerateArray().Sum(position => position.GetProperty("profit").GetDecimal())
                .ToString("N2", CultureInfo.InvariantCulture),
            sum);
    }

    public sealed class PlayedDay : IDisposable
    {
        private readonly SmallSession _session = new(rows: 6_000);

        public PlayedDay()
        {
            // Beside the ladder, so that there are two slots, one that crosses the spread to and fro and keeps a little.
            string taker = PluginTestCompiler.Compile(_session.PathOf("taker"), "Taker", PluginTestCompiler.WithUsings("""
                namespace Demo;
                public sealed class Taker : Strategy
                {
                    private int _books;
                    public override void OnStart() => Context.Subscribe(new InstrumentId(1));
                    public override void OnBook(in BookEvent bookEvent)
                    {
                        Book book = Context.Book(bookEvent.Instrument);
                        if (++_books % 40 == 0 && book.IsTwoSided)
                        {
                            bool isBuy = _books % 80 == 0;
                            Context.Send(NewOrder.Limit(
                                bookEvent.Instrument, isBuy ? Side.Buy : Side.Sell, isBuy ? book.BestOffer.Price : book.BestBid.Price,
                                isBuy ? 30 : 17));
                        }
                    }
                    public override void Save(ref StateWriter writer) => writer.Write(_books);
                    public override void Restore(ref StateReader reader) => _books = reader.ReadInt32();
                }
                """));
            _session.WritePlan(_session.Plan with
            {
                Slots = [.. _session.Plan.Slots, new SlotPlan { Name = "taker", Strategy = taker }],
                Venues = [_session.Plan.Venues[0] with { MakerFee = -0.002m, TakerFee = 0.003m }],
            });
            StratResult result = Strat.Run("backtest", _session.PlanFile, "--out", Folder, "--json");
            Json = result.Require(StratResult.Success).Json;
        }

        internal JsonElement Json { get; }

        internal string Folder => _session.PathOf("results");

        internal string PlanFile => _session.PlanFile;

        internal string PathOf(string file) => Path.Combine(Folder, file);

        /// <summary>The rows of a file by the names of its columns; no field of this day is quoted.</summary>
        internal List<Dictionary<string, string>> Rows(string file)
        {
            string[] lines = File.ReadAllText(PathOf(file)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            string[] names = lines[0].Split(',');
            return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
        }

        public void Dispose() => _session.Dispose();
    }
}
