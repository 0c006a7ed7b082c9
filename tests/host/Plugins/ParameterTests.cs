using CsCheck;
using Strategies.Plugins.Parameters;
using Strategies.Plugins.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Plugins.Tests;

public sealed class ParameterTests : IDisposable
{
    private readonly LoaderFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    private const string AllKinds =
        """
        [Parameter("quoteSize", Unit = "shares", Description = "Size of each quote.", Min = 1, Max = 1000)] public long QuoteSize { get; set; } = 100;
        [Parameter("levels", Min = 0, Max = 10)] public int Levels { get; set; } = 3;
        [Parameter("riskAversion", Min = 0, Max = 5.5)] public double RiskAversion { get; set; } = 0.1;
        [Parameter("enabled")] public bool Enabled { get; set; } = true;
        [Parameter("maxSpread", Unit = "currency", Min = 0.01, Max = 10)] public Price MaxSpread { get; set; } = Price.FromDecimal(0.5m);
        [Parameter("inventoryLimit", Min = 0)] public Quantity InventoryLimit { get; private set; } = 500;
        """;

    [Fact]
    public void The_table_tells_name_type_unit_range_and_default()
    {
        ParameterTable table = TableOf(AllKinds);
        Assert.Equal(
            ["enabled", "inventoryLimit", "levels", "maxSpread", "quoteSize", "riskAversion"], table.Definitions.Select(
                one => one.Name));
        ParameterDefinition quoteSize = table.Find("quoteSize");
        Assert.Equal(
            ("shares", "Size of each quote.", ParameterKind.Int64, "100", "1", "1000"),
            (quoteSize.Unit, quoteSize.Description, quoteSize.Kind, quoteSize.DefaultText, quoteSize.MinText,
            quoteSize.MaxText));
        Assert.Equal(
            ("0.50", "0.01", "10.00"), (
            table.Find("maxSpread").DefaultText, table.Find("maxSpread").MinText, table.Find("maxSpread").MaxText));
        Assert.Equal("true", table.Find("enabled").DefaultText);
        Assert.Equal(
            int.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture), TableOf(
            "[Parameter(\"a\")] public int A { get; set; }").Find("a").MaxText);
    }

    [Theory]
    [InlineData("quoteSize", "250", 250)]
    [InlineData("levels", "0", 0)]
    [InlineData("enabled", "false", 0)]
    [InlineData("maxSpread", "0.01", 1_000_000)]
    [InlineData("inventoryLimit", "9223372036854775807", long.MaxValue)]
    [InlineData("riskAversion", "0.5", 0x3FE0000000000000)]
    public void A_value_goes_from_text_to_the_instance_and_back(string name, string text, long bits)
    {
        ParameterTable table = TableOf(AllKinds);
        Assert.Equal(bits, table.Parse(name, text));
        Assert.True(table.TrySet(Text32.From(name), bits, out ParameterRefusal refusal));
        Assert.Equal(ParameterRefusal.None, refusal);
        Assert.True(table.TryGet(Text32.From(name), out long read));
        Assert.Equal(bits, read);
    }

    [Theory]
    [InlineData("quoteSize", "0", "quoteSize=0 is below its minimum 1 (shares); give 1 to 1000; the default is 100")]
    [InlineData(
        "quoteSize", "1001", "quoteSize=1001 is above its maximum 1000 (shares); give 1 to 1000; the default is 100")]
    [InlineData("quoteSize", "1.5", "quoteSize=1.5 is not a value; give a whole number")]
    [InlineData("quoteSize", "", "quoteSize= is not a value; give a whole number")]
    [InlineData("levels", "3000000000", "levels=3000000000 is not a value; give a whole number of at most 2147483647")]
    [InlineData("riskAversion", "NaN", "riskAversion=NaN is not a value; give a number such as 0.25")]
    [InlineData("riskAversion", "6", "riskAversion=6 is above its maximum 5.5; give 0 to 5.5; the default is 0.1")]
    [InlineData("enabled", "yes", "enabled=yes is not a value; give true or false")]
    [InlineData(
        "maxSpread", "0.009",
        "maxSpread=0.009 is below its minimum 0.01 (currency); give 0.01 to 10.00; the default is 0.50")]
    [InlineData(
        "maxSpread", "0.000000001",
        "maxSpread=0.000000001 is not a value; give a price such as 223.82, with at most eight decimals")]
    [InlineData(
        "quotSize", "5",
        "there is no parameter 'quotSize'; did you mean 'quoteSize'? it has enabled, inventoryLimit, levels, maxSpread, quoteSize, riskAversion")]
    [InlineData(
        "speed", "5",
        "there is no parameter 'speed'; it has enabled, inventoryLimit, levels, maxSpread, quoteSize, riskAversion")]
    public void A_wrong_value_is_told_with_its_range(string name, string text, string message) =>
        Assert.Equal(message, Assert.Throws<ParameterException>(() => TableOf(AllKinds).Parse(name, text)).Message);

    [Theory]
    [InlineData("quoteSize", 0, ParameterRefusal.BelowMinimum)]
    [InlineData("quoteSize", 1001, ParameterRefusal.AboveMaximum)]
    [InlineData("quoteSiz", 5, ParameterRefusal.UnknownName)]
    [InlineData("quoteSize2", 5, ParameterRefusal.UnknownName)]
    [InlineData("", 5, ParameterRefusal.UnknownName)]
    [InlineData("enabled", 2, ParameterRefusal.NotAValue)]
    [InlineData("levels", 1L << 32, ParameterRefusal.NotAValue)]
    [InlineData("riskAversion", 0x7FF8000000000000, ParameterRefusal.NotAValue)]
    [InlineData("riskAversion", 0x7FF0000000000000, ParameterRefusal.NotAValue)]
    [InlineData("riskAversion", unchecked((long)0xBFF0000000000000), ParameterRefusal.BelowMinimum)]
    [InlineData("maxSpread", 999_999, ParameterRefusal.BelowMinimum)]
    public void A_refused_value_changes_nothing(string name, long bits, ParameterRefusal expected)
    {
        ParameterTable table = TableOf(AllKinds);
        long[] before = Values(table);
        Assert.False(table.TrySet(Text32.From(name), bits, out ParameterRefusal refusal));
        Assert.Equal(expected, refusal);
        Assert.Equal(before, Values(table));
    }

    [Fact]
    public void Setting_allocates_nothing()
    {
        ParameterTable table = TableOf(AllKinds);
        Text32[] names = [.. table.Definitions.Select(one => Text32.From(one.Name)), Text32.From("unknown")];
        long[] values = [.. Values(table), 0];
        int set = SetAll(table, names, values);
        long before = AllocatedBytes.Begin();
        for (int round = 0; round < 1000; round++)
        {
            set += SetAll(table, names, values);
        }

        Assert.Equal(0, AllocatedBytes.Since(before));
        Assert.Equal(1001 * table.Definitions.Count, set);
    }

    [Fact]
    public void Every_price_is_read_back_as_it_was_written() => Gen.Long.Sample(raw =>
    {
        bool isRead = ParameterCodec.TryParse(
            ParameterKind.Price, ParameterCodec.Format(ParameterKind.Price, raw), out long bits);
        return isRead ? bits == raw : Math.Abs((decimal)raw) > (long.MaxValue / Price.Scale) * (decimal)Price.Scale;
    });

    [Fact]
    public void Every_finite_double_is_read_back_as_it_was_written() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        long written = BitConverter.DoubleToInt64Bits(value);
        return ParameterCodec.TryParse(
            ParameterKind.Double, ParameterCodec.Format(ParameterKind.Double, written), out long bits)
            && bits == written;
    });

    [Theory]
    [InlineData(
        "[Parameter(\"name\")] public string Name { get; set; } = \"\";",
        "parameter name of Demo.Quoter has the type String")]
    [InlineData("[Parameter(\"a b\")] public long A { get; set; }", "parameter A of Demo.Quoter has the name 'a b'")]
    [InlineData(
        "[Parameter(\"a\")] public long A { get; }",
        "parameter a of Demo.Quoter cannot be set while the strategy runs")]
    [InlineData(
        "[Parameter(\"a\")] public long A { get; init; }",
        "parameter a of Demo.Quoter cannot be set while the strategy runs")]
    [InlineData(
        "[Parameter(\"a\")] public long A { get; set; } [Parameter(\"a\")] public long B { get; set; }",
        "parameter a of Demo.Quoter is declared twice")]
    [InlineData(
        "[Parameter(\"a\", Min = 2, Max = 1)] public long A { get; set; }",
        "parameter a of Demo.Quoter has a range in which nothing lies")]
    [InlineData(
        "[Parameter(\"a\", Min = 1)] public long A { get; set; }",
        "has a default out of its range: a=0 is below its minimum 1")]
    [InlineData(
        "[Parameter(\"a\")] public long A { get => throw new InvalidOperationException(\"x\"); set { } }",
        "its getter throws System.InvalidOperationException: x")]
    [InlineData(
        "[Parameter(\"aVeryLongNameOfMoreThanThirtyTwoBytes\")] public long A { get; set; }",
        "has the name 'aVeryLongNameOfMoreThanThirtyTwoBytes'")]
    public void A_wrong_declaration_is_refused_at_load(string members, string problem)
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(members));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    private ParameterTable TableOf(string members) =>
        _fixture.LoadSource(members).CreateInstanceWithParameters().Parameters;

    private static long[] Values(ParameterTable table) => [.. table.Definitions.Select(one =>
    {
        Assert.True(table.TryGet(Text32.From(one.Name), out long bits));
        return bits;
    })];

    private static int SetAll(ParameterTable table, Text32[] names, long[] values)
    {
        int set = 0;
        for (int index = 0; index < names.Length; index++)
        {
            set += table.TrySet(names[index], values[index], out _) ? 1 : 0;
        }

        return set;
    }
}
