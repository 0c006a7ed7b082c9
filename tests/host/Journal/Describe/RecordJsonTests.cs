using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Strategies.Journal.Describe;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Journal.Tests.Describe;

public sealed class RecordJsonTests
{
    /// <summary>2012-06-21 13:30:00.000000007 UTC.</summary>
    private const long TimeNs = 1_340_285_400_000_000_007;

    private static JsonElement Of<T>(RecordType type, T payload)
        where T : unmanaged => Parse(RecordWriter.Write(
            new byte[512], new RecordHeader { Type = type, ReceiveTimeNs = TimeNs }, in payload));

    private static JsonElement Parse(ReadOnlySpan<byte> record)
    {
        string json = RecordJson.Of(record);
        Assert.DoesNotContain('\n', json);
        return JsonDocument.Parse(json).RootElement;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    [Fact]
    public void An_execution_report_has_every_field_under_its_own_name()
    {
        ExecutionReportPayload report = new()
        {
            OrderId = OrderId.Pack(7, 2, 15).Value,
            ExecId = ulong.MaxValue,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            Price = 22_382_000_000,
            LastPx = 22_381_500_000,
            LastQty = 40,
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
        JsonElement json = Parse(RecordWriter.Write(new byte[512], header, in report));
        Assert.Equal((123UL, "ExecutionReport"), (json.GetProperty("sequence").GetUInt64(), Text(json, "type")));
        Assert.Equal("2012-06-21T13:30:00.000000007Z", Text(json, "receiveTime"));
        Assert.Equal(TimeNs, json.GetProperty("receiveTimeNs").GetInt64());
        Assert.Equal(("Venue", 3), (Text(json, "sourceKind"), json.GetProperty("sourceSequence").GetInt32()));
        JsonElement payload = json.GetProperty("payload");
        Assert.Equal(("7-2-15", "223.82", "223.815", "-0.12"),
            (Text(payload, "orderId"), Text(payload, "price"), Text(payload, "lastPx"), Text(payload, "fee")));
        Assert.Equal(ulong.MaxValue, payload.GetProperty("execId").GetUInt64());
        Assert.Equal(("Trade", "PartiallyFilled"), (Text(payload, "execType"), Text(payload, "ordStatus")));
        Assert.Equal(40, payload.GetProperty("lastQty").GetInt64());
        Assert.Equal("2012-06-21T13:30:00.000000007Z", Text(payload, "transactTime"));
        Assert.Equal(TimeNs, payload.GetProperty("transactTimeNs").GetInt64());
    }

    [Fact]
    public void A_refused_order_is_an_object_of_its_own_and_money_is_a_decimal()
    {
        RejectPayload reject = new() { Order = new OrderPayload { OrderId = 5, Price = 100_000_000 }, Limit = 3 };
        JsonElement payload = Of(RecordType.OrderRejected, reject).GetProperty("payload");
        Assert.Equal(("0-0-5", "1.00"), (Text(payload.GetProperty("order"), "orderId"), Text(payload.GetProperty("order"), "price")));
        Assert.Equal(3, payload.GetProperty("limit").GetInt64());
        PositionPayload position = new() { Realised = -(Int128)12_345_600_000_000_000_000, Quantity = -3 };
        payload = Of(RecordType.PositionState, position).GetProperty("payload");
        Assert.Equal(("-123456000000.00", -3), (Text(payload, "realised"), payload.GetProperty("quantity").GetInt32()));
    }

    [Fact]
    public void A_line_of_a_log_is_there_filled_and_in_its_parts_with_its_control_characters()
    {
        LogPayload log = new() { Slot = 2, Level = LogLevel.Warning, Argument0 = 7, Template = Text200.From("a {0}\n\"b\"") };
        JsonElement payload = Of(RecordType.Log, log).GetProperty("payload");
        Assert.Equal(("a 7\n\"b\"", "a {0}\n\"b\"", 7),
            (Text(payload, "text"), Text(payload, "template"), payload.GetProperty("argument0").GetInt32()));
    }

    [Fact]
    public void A_parameter_has_its_type_beside_that_of_the_record()
    {
        ParameterSetPayload set = new() { Slot = 1, Type = ParameterType.Price, ValueBits = 22_382_000_000, Name = Text32.From("size") };
        JsonElement json = Of(RecordType.ParameterSet, set);
        JsonElement payload = json.GetProperty("payload");
        Assert.Equal(("ParameterSet", "Price", "223.82", "size"),
            (Text(json, "type"), Text(payload, "type"), Text(payload, "valueBits"), Text(payload, "name")));
    }

    [Fact]
    public void A_packet_has_its_bytes_and_a_lobster_row_what_it_says()
    {
        byte[] row = Encoding.ASCII.GetBytes("34200.017,5,0,1,2238200,-1");
        byte[] payload = new byte[32 + 16 + 24 + row.Length];
        MarketDataPrefix prefix = new() { FirstSequence = 4, LastSequence = 4 };
        LobsterPrefix lobster = new() { Instrument = 1, WindowLevels = 5, LevelSetCount = 1, TextLength = row.Length };
        LobsterLevelSet level = new() { Price = 22_382_000_000, Quantity = 5, Side = (long)Side.Sell };
        MemoryMarshal.Write(payload, in prefix);
        MemoryMarshal.Write(payload.AsSpan(32), in lobster);
        MemoryMarshal.Write(payload.AsSpan(48), in level);
        row.CopyTo(payload.AsSpan(72));
        RecordHeader header = new() { Type = RecordType.MarketData, PayloadFormat = PayloadFormat.Lobster };
        JsonElement json = Parse(RecordWriter.Write(new byte[512], header, (ReadOnlySpan<byte>)payload)).GetProperty("payload");
        Assert.Equal(4, json.GetProperty("firstSequence").GetInt32());
        JsonElement set = Assert.Single(json.GetProperty("levelSets").EnumerateArray());
        Assert.Equal(("Sell", "223.82", 5), (Text(set, "side"), Text(set, "price"), set.GetProperty("quantity").GetInt32()));
        Assert.Equal("34200.017,5,0,1,2238200,-1", Text(json, "row"));
        Assert.Equal(payload[32..], json.GetProperty("bytes").GetBytesFromBase64());
    }

    [Fact]
    public void A_part_of_the_limits_has_every_entry_by_the_names_of_the_limits_file()
    {
        LimitEntry entry = new() { Control = RiskControl.PriceCollar, Scope = RiskScope.Account, ScopeId = 2, Value = 52_500 };
        JsonElement json = Assert.Single(Of(RecordType.LimitsPart, entry).GetProperty("payload").GetProperty("entries").EnumerateArray());
        Assert.Equal(("priceCollarPercent", "Account", "5.25"), (Text(json, "control"), Text(json, "scope"), Text(json, "value")));
    }

    [Fact]
    public void Every_field_that_is_not_reserved_is_there_for_every_type_of_record()
    {
        Assert.All(PayloadTypes.All, known =>
        {
            byte[] record = new byte[RecordHeader.Size + known.Value.Size];
            RecordHeader header = new() { Type = known.Key };
            MemoryMarshal.Write(record, in header);
            JsonElement payload = Parse(record).GetProperty("payload");
            Assert.All(known.Value.Fields.Where(field => !field.Name.StartsWith("Reserved", StringComparison.Ordinal)), field =>
                Assert.True(payload.TryGetProperty(char.ToLowerInvariant(field.Name[0]) + field.Name[1..], out _), field.Name));
        });
    }

    [Fact]
    public void Every_record_type_cut_at_any_length_is_still_an_object()
    {
        foreach (RecordType type in Enum.GetValues<RecordType>())
        {
            byte[] whole = new byte[512];
            for (int length = 0; length <= whole.Length; length += 4)
            {
                if (length >= RecordHeader.Size)
                {
                    RecordHeader header = new() { Type = type, PayloadFormat = PayloadFormat.Lobster };
                    MemoryMarshal.Write(whole, in header);
                    whole.AsSpan(RecordHeader.Size).Fill(0xFF);
                }

                Assert.Equal(JsonValueKind.Object, Parse(whole.AsSpan(0, length)).ValueKind);
            }
        }
    }
}
