using System.Globalization;
using System.Text.Json;
using Strategies.Cell.Config;

namespace Strategies.Cell.Processes;

/// <summary>
/// What a core measured of its session, from the first event to the last, written beside the journal when it ends in
/// order.
/// </summary>
public sealed record CoreReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Process number.</summary>
    public int Pid { get; init; }

    /// <summary>CPU that the hot thread was pinned to; -1 for none.</summary>
    public int PinnedCpu { get; init; }

    /// <summary>Collections by generation.</summary>
    public IReadOnlyList<long> GcCounts { get; init; } = [];

    /// <summary>Bytes that the hot thread allocated.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>Methods that were compiled on the hot thread.</summary>
    public long CompiledMethods { get; init; }

    /// <summary>Seconds of the wall clock.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>The hot thread's step for each committed swap, ns, in order.</summary>
    public IReadOnlyList<long> SwapNs { get; init; } = [];

    /// <summary>From a deployment's request in the ring until it was live, ns, in order.</summary>
    public IReadOnlyList<long> CommandToLiveNs { get; init; } = [];

    /// <summary>The largest gap of the loop within a millisecond of each committed swap, ns; empty when not remembered.</summary>
    public IReadOnlyList<long> SwapGapNs { get; init; } = [];

    /// <summary>The same for moments spread evenly over the session, at least 200.</summary>
    public IReadOnlyList<long> ControlGapNs { get; init; } = [];

    /// <summary>
    /// Of 10,000 stretches of 20 µs of the session the second worst has no longer gap of the loop, ns; 0 when not remembered.
    /// </summary>
    public long GapP9999Ns { get; init; }

    /// <summary>The longest gap of the loop, ns; 0 when not remembered.</summary>
    public long GapMaxNs { get; init; }

    /// <summary>
    /// The last input that was in the journal before this core took its first one: 0 for a core that began the day.
    /// </summary>
    public ulong StartSequence { get; init; }

    /// <summary>Messages taken.</summary>
    public long Messages { get; init; }

    /// <summary>True when the trading day has ended.</summary>
    public bool IsDayEnded { get; init; }

    /// <summary>
    /// Writes it where the cell's other processes find it, whole or not at all: under the number of its first input, and, for
    /// a core with which the day did not go on in another, as the day's.
    /// </summary>
    /// <param name="paths">The cell's paths.</param>
    /// <param name="isHandedOver">True when another core has taken over.</param>
    public void Write(CellPaths paths, bool isHandedOver)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(this, Options);
        Write(Path.Combine(paths.Run, $"core-{StartSequence.ToString("D20", CultureInfo.InvariantCulture)}.json"), bytes);
        if (!isHandedOver)
        {
            Write(paths.CoreReport, bytes);
        }
    }

    /// <summary>Reads the day's last one; null when there is none.</summary>
    /// <param name="paths">The cell's paths.</param>
    public static CoreReport? Read(CellPaths paths) => File.Exists(paths.CoreReport) ? Read(paths.CoreReport) : null;

    /// <summary>Reads those of all cores of the day that ended in order, in their order.</summary>
    /// <param name="paths">The cell's paths.</param>
    public static IReadOnlyList<CoreReport> ReadAll(CellPaths paths) =>
        [.. Directory.EnumerateFiles(paths.Run, "core-*.json").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Removes those of an earlier day.</summary>
    /// <param name="paths">The cell's paths.</param>
    public static void Clear(CellPaths paths)
    {
        foreach (string file in Directory.EnumerateFiles(paths.Run, "core*.json"))
        {
            File.Delete(file);
        }
    }

    private static CoreReport Read(string file) =>
        JsonSerializer.Deserialize<CoreReport>(File.ReadAllBytes(file), Options)!;

    private static void Write(string file, byte[] bytes)
    {
        string temporary = file + ".new";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, file, overwrite: true);
    }
}
