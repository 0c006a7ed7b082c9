using Strategies.Risk.Files;
using Strategies.Venues.Latency;

namespace Strategies.Plans;

/// <summary>The latency of one class of message: exactly one of a constant, quantiles and a file.</summary>
public sealed record LatencyPlan
{
    /// <summary>A constant, in microseconds, 0 to 10 s, at most three decimals.</summary>
    [ConfigDecimal(0, 10_000_000, 3)]
    public decimal? Microseconds { get; init; }

    /// <summary>A measured distribution by its quantiles, ascending, from 0 to 1.</summary>
    public IReadOnlyList<LatencyQuantile>? Quantiles { get; init; }

    /// <summary>
    /// A file of measured latencies, relative to the plan; <see cref="LatencyFile"/> says what it looks like.
    /// </summary>
    [ConfigText(1, ConfigTextAttribute.PathBytesMax)]
    public string? File { get; init; }

    /// <summary>
    /// SHA-256 of the file's content, 64 hexadecimal digits: another content is refused. May be left out; the plan that
    /// a session keeps in its journal's store always has it, and the content lies beside it.
    /// </summary>
    [ConfigText(64, 64)]
    public string? Sha256 { get; init; }
}
