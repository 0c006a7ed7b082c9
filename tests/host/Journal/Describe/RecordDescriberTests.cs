using System.Text;
using Strategies.Journal.Describe;
using Strategies.Journal.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Journal.Tests.Describe;

public sealed class RecordDescriberTests
{
    private const long TimeNs = (((12L * 60) + 30) * 60 * 1_000_000_000) + 7;

    [Fact]
    public void An_execution_report_reads_as_a_line_of_words()
    {
        ExecutionReportPayload report = new()
        {
            OrderId = OrderId.Pack(7, 2, 15).Value,
            ExecId = 9,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            Price = 22_382_000_000,
            OrderQty = 100,
            LastPx = 22_381_500_000,
            LastQty = 40,
            CumQty = 40,
            LeavesQty = 60,
            Fee = -12_000_000,
            TransactTimeNs = TimeNs,
        };
        RecordHeader header = new()
        {
            Type = RecordType.ExecutionReport,
            SourceKind = SourceKind.Venue,
            SourceId = 1,
            SourceSequence = 3,
            Sequence = 123,
            ReceiveTimeNs = TimeNs,
        };
        Assert.Equal(
            "seq 123 12:30:00.000000007Z ExecutionReport source=Venue/1#3 orderId=7-2-15 execId=9 execRefId=0 "
            + "requestId=0 execType=Trade ordStatus=PartiallyFilled reason=None isAggressor=0 price=223.82 "
            + "orderQty=100 lastPx=223.815 lastQty=40 cumQty=40 leavesQty=60 fee=-0.12 "
            + "transactTimeNs=12:30:00.000000007Z",
            RecordDescriber.Describe(RecordWriter.Write(new byte[512], header, in report)));
    }

    [Fact]
    public void The_end_of_a_day_shows_who_and_why_and_an_older_one_that_has_neither_is_whole_too()
    {
        EndOfDayPayload ending = new() { Who = Text32.From("anna"u8), Reason = Text200.From("a holiday"u8) };
        Assert.EndsWith("EndOfDay who=\"anna\" reason=\"a holiday\"", Line(RecordType.EndOfDay, ending));
        RecordHeader header = new() { Type = RecordType.EndOfDay, Sequence = 5 };
        byte[] older = RecordWriter.Write(new byte[RecordHeader.Size], header, []).ToArray();
        Assert.EndsWith("EndOfDay", RecordDescriber.Describe(older));
        Assert.DoesNotContain("problem", RecordJson.Of(older), StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_sessions_feeds_and_venues_show_their_venue()
    {
        OrderPayload order = new() { OrderId = 9, Slot = 2, Account = 1, Instrument = 3, Side = Side.Buy, Venue = 5 };
        Assert.Contains(" venue=5 ", RecordDescriber.Describe(TestRecords.Output(5, 3, RecordType.NewOrderSingle, order)));
        Assert.EndsWith(
            "SessionStatus venue=5 isUp=0",
            Line(RecordType.SessionStatus, new SessionStatusPayload { Venue = 5 }));
        Assert.EndsWith(
            "FeedDefinition feed=7 venue=5 silentAfterMs=250",
            Line(RecordType.FeedDefinition, new FeedDefinitionPayload { Feed = 7, Venue = 5, SilentAfterMs = 250 }));
        Assert.EndsWith(
            "VenueDefinition venue=5 name=\"XNAS\"",
            Line(RecordType.VenueDefinition, new VenueDefinitionPayload { Venue = 5, Name = Text32.From("XNAS") }));
    }

    [Fact]
    public void An_output_shows_its_index_and_a_text_stays_on_one_line()
    {
        LogPayload log = new() { Slot = 2, Level = LogLevel.Warning, Template = Text200.From("a {0}\nb") };
        string line = RecordDescriber.Describe(TestRecords.Output(5, 3, RecordType.Log, log));
        Assert.StartsWith("seq 5.3 ", line);
        Assert.EndsWith(" slot=2 level=Warning text=\"a 0\\u000ab\"", line);
        Assert.Single(line.Split('\n'));
    }

    [Fact]
    public void A_flattening_shows_of_whom_by_whom_why_and_how_far_it_is()
    {
        FlattenPayload request = new()
        {
            Scope = RiskScope.Account,
            ScopeId = 2,
            Ticks = 10,
            Who = Text32.From("anna"u8),
            Reason = Text200.From("odd"u8),
        };
        Assert.EndsWith(
            "Flatten scope=Account scopeId=2 ticks=10 who=\"anna\" reason=\"odd\"", Line(RecordType.Flatten, request));
        FlattenStatePayload state = new()
        {
            Slot = 3,
            Status = FlattenStatus.Closing,
            Positions = 2,
            WorkingOrders = 2,
            RequestSequence = 77,
            Who = Text32.From("anna"u8),
            Reason = Text200.From("odd"u8),
        };
        Assert.EndsWith(
            "FlattenState slot=3 status=Closing positions=2 workingOrders=2 requestSequence=77 who=\"anna\" reason=\"odd\"",
            Line(RecordType.FlattenState, state));
        string json = RecordJson.Of(TestRecords.Output(5, 3, RecordType.FlattenState, state));
        Assert.Contains("\"status\":\"Closing\"", json, StringComparison.Ordinal);
        Assert.Contains("\"requestSequence\":77", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross signal {0} fast {1}", "cross signal 1 fast -2")]
    [InlineData("at {2:price}", "at 223.82")]
    [InlineData("{0:order} of {0}", "0-0-1 of 1")]
    [InlineData("{0:time}", "00:00:00.000000001Z")]
    [InlineData("{1:reason}", "{1:reason}")]
    [InlineData("{0:reason}", "UnknownInstrument")]
    [InlineData("{3} {0:colour} {x} { {} }", "{3} {0:colour} {x} { {} }")]
    [InlineData("{0}{", "1{")]
    [InlineData("", "")]
    public void A_line_of_a_log_has_its_numbers_in_it(string template, string text)
    {
        LogPayload log = new()
        {
            Argument0 = 1,
            Argument1 = -2,
            Argument2 = 22_382_000_000,
            Template = Text200.From(template),
        };
        Assert.Equal(text, LogText.Fill(in log));
    }

    [Fact]
    public void An_alert_about_an_order_writes_its_identifier_as_every_other_record_does()
    {
        AlertPayload alert = new()
        {
            Code = AlertCode.UnknownOrder,
            Detail = (long)OrderId.Pack(7, 2, 15).Value,
            Text = Text200.From("unknown"),
        };
        Assert.EndsWith("Alert code=UnknownOrder count=0 detail=7-2-15 text=\"unknown\"", Line(RecordType.Alert, alert));
    }

    [Fact]
    public void A_lobster_row_is_shown_as_it_was_published()
    {
        byte[] row = Encoding.ASCII.GetBytes("34200.017,5,0,1,2238200,-1");
        byte[] payload = new byte[32 + 16 + 24 + row.Length];
        MarketDataPrefix prefix = new() { FirstSequence = 4, LastSequence = 4 };
        LobsterPrefix lobster = new() { Instrument = 1, WindowLevels = 5, LevelSetCount = 1, TextLength = row.Length };
        System.Runtime.InteropServices.MemoryMarshal.Write(payload, in prefix);
        System.Runtime.InteropServices.MemoryMarshal.Write(payload.AsSpan(32), in lobster);
        row.CopyTo(payload.AsSpan(72));
        RecordHeader header = new() { Type = RecordType.MarketData, PayloadFormat = PayloadFormat.Lobster };
        string line = RecordDescriber.Describe(
            RecordWriter.Write(new byte[512], header, (ReadOnlySpan<byte>)payload));
        Assert.Contains("format=Lobster", line);
        Assert.Contains("feedSequence=4..4", line);
        Assert.Contains("levelSets=1 row=\"34200.017,5,0,1,2238200,-1\"", line);
    }

    [Fact]
    public void An_instrument_and_a_part_of_the_limits_are_shown_by_their_content()
    {
        Instrument instrument = new()
        {
            Venue = new VenueId(2),
            Id = new InstrumentId(1),
            Symbol = "AMZN",
            SecurityType = SecurityType.Equity,
            Currency = Currency.Usd,
            Lot = 100,
            Ticks = TickTable.UsEquity,
        };
        byte[] encoded = new byte[InstrumentCodec.BytesMax];
        ReadOnlySpan<byte> payload = encoded.AsSpan(0, InstrumentCodec.Encode(instrument, encoded));
        string line = RecordDescriber.Describe(
            RecordWriter.Write(new byte[4096], new RecordHeader { Type = RecordType.Instrument }, payload));
        Assert.Contains("id=1 symbol=AMZN venue=2", line);

        LimitEntry entry = new()
        {
            Control = RiskControl.MaxQuantity,
            Scope = RiskScope.Account,
            ScopeId = 2,
            Value = 500,
        };
        line = RecordDescriber.Describe(
            RecordWriter.Write(new byte[512], new RecordHeader { Type = RecordType.LimitsPart }, in entry));
        Assert.EndsWith("part=0 entries=1 MaxQuantity@Account/2/instrument0=500", line);
    }

    [Fact]
    public void An_overrun_reads_as_what_was_measured_against_what()
    {
        CallbackOverrunPayload overrun = new()
        {
            Slot = 2,
            Kind = OverrunKind.Time,
            Call = StrategyCall.OnTimer,
            Action = OverrunAction.QuarantineAndRollback,
            Measured = 70_000,
            Budget = 50_000,
            CauseSequence = 9,
            Count = 1,
        };
        Assert.EndsWith(
            "CallbackOverrun slot=2 kind=Time call=OnTimer action=QuarantineAndRollback measured=70000 budget=50000 "
            + "causeSequence=9 count=1",
            Line(RecordType.CallbackOverrun, overrun));
    }

    [Fact]
    public void A_limit_is_shown_by_the_names_and_units_of_the_limits_file()
    {
        LimitSetPayload set = new()
        {
            Control = RiskControl.PriceCollar,
            Scope = RiskScope.Account,
            ScopeId = 2,
            Value = 52_500,
            Who = Text32.From("risk desk"),
            Reason = Text200.From("nervous"),
        };
        Assert.EndsWith(
            "LimitSet control=priceCollarPercent scope=Account scopeId=2 instrument=0 value=5.25 who=\"risk desk\" "
            + "reason=\"nervous\"",
            Line(RecordType.LimitSet, set));
        LimitChangedPayload changed = new()
        {
            Control = RiskControl.MaxNotional,
            Scope = RiskScope.Firm,
            NewValue = 250_000_050_000_000,
        };
        Assert.EndsWith(
            "LimitChanged control=maxNotional scope=Firm hadOld=0 scopeId=0 instrument=0 oldValue=none newValue=2500000.5",
            Line(RecordType.LimitChanged, changed));
    }

    [Theory]
    [InlineData(ParameterType.Int64, 5L, "5")]
    [InlineData(ParameterType.Boolean, 1L, "true")]
    [InlineData(ParameterType.Price, 22_382_000_000L, "223.82")]
    [InlineData(ParameterType.Double, 4_598_175_219_545_276_416L, "0.25")]
    public void A_parameter_is_shown_as_its_type_writes_it(ParameterType type, long bits, string text)
    {
        ParameterChangedPayload changed = new()
        {
            Slot = 1,
            Type = type,
            NewBits = bits,
            Name = Text32.From("size"),
        };
        Assert.EndsWith(
            $"type={type} hadOld=0 oldBits=default newBits={text} name=\"size\"",
            Line(RecordType.ParameterChanged, changed));
        ParameterSetPayload set = new() { Slot = 1, Type = type, ValueBits = bits, Name = Text32.From("size") };
        Assert.EndsWith($"type={type} valueBits={text} name=\"size\"", Line(RecordType.ParameterSet, set));
    }

    private static string Line<T>(RecordType type, T payload)
        where T : unmanaged =>
        RecordDescriber.Describe(RecordWriter.Write(new byte[512], new RecordHeader { Type = type }, in payload));

    [Fact]
    public void Every_record_type_cut_at_any_length_still_reads_as_one_line()
    {
        foreach (RecordType type in Enum.GetValues<RecordType>())
        {
            byte[] whole = new byte[512];
            for (int length = 0; length <= whole.Length; length += 4)
            {
                if (length >= RecordHeader.Size)
                {
                    RecordHeader header = new() { Type = type, PayloadFormat = PayloadFormat.Lobster };
                    System.Runtime.InteropServices.MemoryMarshal.Write(whole, in header);
                    whole.AsSpan(RecordHeader.Size).Fill(0xFF);
                }

                string line = RecordDescriber.Describe(whole.AsSpan(0, length));
                Assert.NotEmpty(line);
                Assert.DoesNotContain('\n', line);
            }
        }
    }
}
