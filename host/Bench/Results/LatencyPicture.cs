using System.Globalization;
using System.Security;
using System.Text;

namespace Strategies.Bench.Results;

/// <summary>Draws the tick-to-order times as an SVG picture: one bar a range, the percentiles as lines.</summary>
public static class LatencyPicture
{
    private const int Width = 960;
    private const int Height = 420;
    private const int Left = 90;
    private const int Bottom = 330;
    private const int PlotWidth = Width - Left - 30;
    private const int PlotHeight = Bottom - 60;

    /// <summary>The picture as text.</summary>
    /// <param name="result">The result to draw.</param>
    public static string Draw(BenchResult result)
    {
        IReadOnlyList<LatencyBucket> buckets = LatencyBucket.Of(result.TickToOrder);
        StringBuilder svg = new();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\"");
        Add(svg, $" font-family=\"sans-serif\" font-size=\"11\">");
        Add(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        Percentiles times = result.Engine.TickToOrderNs;
        AddText(svg, Left, 24, "tick to order, number of orders by time", "font-size=\"15\"");
        string percentiles = $"p50 {times.P50} ns, p99 {times.P99} ns, p99.9 {times.P999} ns";
        string run = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.TickToOrder.TotalCount} orders, {result.Engine.EventsPerS:0} events/s, {result.Machine.CpuModel}");
        AddText(svg, Left, 42, $"{percentiles}, {run}", "fill=\"#555\"");
        if (buckets.Count > 0)
        {
            AddBars(svg, buckets);
            AddMark(svg, buckets, times.P50, "p50");
            AddMark(svg, buckets, times.P99, "p99");
        }

        Add(svg, $"<line x1=\"{Left}\" y1=\"{Bottom}\" x2=\"{Left + PlotWidth}\" y2=\"{Bottom}\" stroke=\"black\"/>");
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static void AddBars(StringBuilder svg, IReadOnlyList<LatencyBucket> buckets)
    {
        long largest = buckets.Max(bucket => bucket.Count);
        double step = (double)PlotWidth / buckets.Count;
        for (int index = 0; index < buckets.Count; index++)
        {
            double height = (double)PlotHeight * buckets[index].Count / largest;
            double x = Left + index * step;
            Add(svg, $"<rect x=\"{x:0.0}\" y=\"{Bottom - height:0.0}\" width=\"{step * 0.85:0.0}\" height=\"{height:0.0}\"");
            Add(svg, $" fill=\"#2a7ab8\"/>");
            string label = $"transform=\"rotate(45 {x.ToString("0.0", CultureInfo.InvariantCulture)} {Bottom + 14})\"";
            AddText(svg, x, Bottom + 14, buckets[index].Label, label);
        }

        AddText(svg, 8, Bottom - PlotHeight + 10, largest.ToString("N0", CultureInfo.InvariantCulture), "");
        AddText(svg, 8, Bottom, "0", "");
    }

    private static void AddMark(StringBuilder svg, IReadOnlyList<LatencyBucket> buckets, long timeNs, string name)
    {
        double step = (double)PlotWidth / buckets.Count;
        for (int index = 0; index < buckets.Count; index++)
        {
            LatencyBucket bucket = buckets[index];
            if (timeNs < bucket.ToNs || index == buckets.Count - 1)
            {
                double within = Math.Clamp((double)(timeNs - bucket.FromNs) / (bucket.ToNs - bucket.FromNs), 0, 1);
                double x = Left + (index + within) * step;
                Add(svg, $"<line x1=\"{x:0.0}\" y1=\"52\" x2=\"{x:0.0}\" y2=\"{Bottom}\"");
                Add(svg, $" stroke=\"#c0392b\" stroke-dasharray=\"4 3\"/>");
                AddText(svg, x + 4, 62, name, "fill=\"#c0392b\"");
                return;
            }
        }
    }

    private static void AddText(StringBuilder svg, double x, int y, string text, string attributes) =>
        Add(svg, $"<text x=\"{x:0.0}\" y=\"{y}\" {attributes}>{SecurityElement.Escape(text)}</text>");

    private static void Add(StringBuilder svg, FormattableString line) =>
        svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
