using System.Text;
using Strategies.Venues.Latency;

namespace Strategies.Venues.Tests.Latency;

/// <summary>What no latency is, and the sentence that a person is told.</summary>
public sealed class LatencyConfigTests
{
    [Theory]
    [InlineData(-1, "-1 nanoseconds is negative")]
    [InlineData(10_000_000_001, "10000000001 nanoseconds is longer than 10 s")]
    public void A_constant_lies_between_zero_and_ten_seconds(long latencyNs, string problem) =>
        RequireRefused(problem, () => LatencyModel.Constant(latencyNs));

    [Theory]
    [InlineData("-0.001", "-0.001 microseconds is negative")]
    [InlineData("10000000.001", "10000000.001 microseconds is longer than 10 s")]
    [InlineData("0.0005", "0.0005 microseconds is finer than a nanosecond")]
    [InlineData("79228162514264337593543950335",
        "79228162514264337593543950335 microseconds is longer than 10 s")]
    public void Microseconds_are_exact_or_refused(string microseconds, string problem) => RequireRefused(
        problem,
        () => LatencyTime.FromMicroseconds(
            decimal.Parse(microseconds, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_bounds_themselves_are_latencies()
    {
        Assert.Equal(0, LatencyTime.FromMicroseconds(0));
        Assert.Equal(10_000_000_000, LatencyTime.FromMicroseconds(10_000_000));
        Assert.Equal(1, LatencyTime.FromMicroseconds(0.001m));
        Assert.Equal(10_000_000_000, LatencyModel.Constant(LatencyTime.NsMax).MinNs);
    }

    [Theory]
    [InlineData("", "0 quantiles")]
    [InlineData("0:5", "1 quantiles")]
    [InlineData("0.5:5 1:6", "the first quantile is 0.5, not 0")]
    [InlineData("0:5 0.99:6", "the last quantile is 0.99, not 1")]
    [InlineData("0:5 2:6", "the last quantile is 2, not 1")]
    [InlineData("0:5 0.5:6 0.4:7 1:8", "quantile 0.4 comes after quantile 0.5")]
    [InlineData("0:5 0.5:6 0.5:7 1:8", "quantile 0.5 comes after quantile 0.5")]
    [InlineData("0:5 1.5:6 1:8", "quantile 1.5 is above 1")]
    [InlineData("0:5 0.0000000001:6 1:8", "quantile 0.0000000001 has more than 9 decimals")]
    [InlineData("0:5 0.5:20 0.99:10 1:30", "quantile 0.99: 10 microseconds is less than at the quantile before it")]
    [InlineData("0:-5 1:6", "quantile 0: -5 microseconds is negative")]
    [InlineData("0:5 1:10000001", "quantile 1: 10000001 microseconds is longer than 10 s")]
    [InlineData("0:5 0.5:5.0001 1:6", "quantile 0.5: 5.0001 microseconds is finer than a nanosecond")]
    public void Quantiles_that_are_no_distribution_are_refused_by_name(string text, string problem) =>
        RequireRefused(problem, () => LatencyModel.FromQuantiles(Quantiles(text)));

    [Fact]
    public void More_than_a_thousand_quantiles_are_refused()
    {
        LatencyQuantile[] quantiles =
            [.. Enumerable.Range(0, 1001).Select(index => new LatencyQuantile(index / 1000m, index))];
        RequireRefused("1001 quantiles", () => LatencyModel.FromQuantiles(quantiles));
        Assert.Equal(999_000, LatencyModel.FromQuantiles(
            [.. quantiles[..999], new LatencyQuantile(1, 999)]).MaxNs);
    }

    [Theory]
    [InlineData("nanoseconds\n30\n10\n20\n", 10, 30)]
    [InlineData("ns\r\n30\r\n\r\n10", 10, 30)]
    [InlineData("\uFEFF# from the lab\nMicroseconds\n 0.5 \n# a slow one\n12\n", 500, 12_000)]
    [InlineData("us\n1", 1000, 1000)]
    [InlineData("µs\n1", 1000, 1000)]
    [InlineData("μs\n1", 1000, 1000)]
    public void A_file_names_its_unit_and_holds_a_latency_a_line(string text, long minNs, long maxNs)
    {
        LatencyModel model = LatencyFile.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal((minNs, maxNs), (model.MinNs, model.MaxNs));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("# nothing\n\n", "the file is empty")]
    [InlineData("nanoseconds\n", "the file names its unit and holds no latency")]
    [InlineData("12\n13\n", "line 1: '12' is no unit")]
    [InlineData("# lab\nmilliseconds\n1\n", "line 2: 'milliseconds' is no unit")]
    [InlineData("ns\n5\nfast\n", "line 3: 'fast' is no latency")]
    [InlineData("ns\n5\n\n# remark\n5,6\n", "line 5: '5,6' is no latency")]
    [InlineData("ns\n1e3\n", "line 2: '1e3' is no latency")]
    [InlineData("ns\n5\n-6\n", "line 3: -6 nanoseconds is negative")]
    [InlineData("ns\n5.5\n", "line 2: 5.5 nanoseconds is finer than a nanosecond")]
    [InlineData("us\n10000001\n", "line 2: 10000001 microseconds is longer than 10 s")]
    [InlineData("us\n99999999999999999999999999999999999999999999\n",
        "line 2: '9999999999999999999999999999999999999999…' is no latency")]
    public void A_file_that_cannot_be_used_is_refused_with_the_line(string text, string problem) =>
        RequireRefused(problem, () => LatencyFile.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_file_holds_as_many_latencies_as_are_kept_and_no_more()
    {
        StringBuilder text = new("ns\n");
        text.Insert(text.Length, "7\n", MeasuredLatency.CountMax);
        Assert.Equal(7, LatencyFile.Parse(Encoding.UTF8.GetBytes(text.ToString())).MaxNs);
        text.Append("8\n");
        RequireRefused(
            $"there are {MeasuredLatency.CountMax + 1} measured latencies",
            () => LatencyFile.Parse(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static LatencyQuantile[] Quantiles(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':')).Select(
            pair => new LatencyQuantile(Number(pair[0]), Number(pair[1]))),
    ];

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void RequireRefused(string problem, Func<object> make)
    {
        LatencyException exception = Assert.Throws<LatencyException>(make);
        Assert.Equal(problem, exception.Problem);
        Assert.NotEmpty(exception.Hint);
        Assert.Equal($"{problem}. Hint: {exception.Hint}", exception.Message);
    }
}
