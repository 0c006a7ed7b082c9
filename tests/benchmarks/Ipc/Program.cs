using System.Globalization;
using System.Text.Json;

namespace Strategies.Benchmarks.Ipc;

/// <summary>
/// What a hop through a ring costs beside the bare cache-line ping-pong of the same run, on two pinned CPUs.
/// <c>--json</c> ends with one JSON line; <c>--pairs N</c> and <c>--trips N</c> set how much is measured.
/// </summary>
internal static class Program
{
    private const double RatioAim = 1.5;
    private const int WrongCommandLine = 2;

    private static readonly int[] PayloadBytes = [8, 48, 112, 240];

    private static int Main(string[] args)
    {
        if (!TryParse(args, out int pairs, out int trips, out bool isJson))
        {
            Console.Error.WriteLine("error: unknown or incomplete arguments");
            Console.Error.WriteLine("hint: Strategies.Benchmarks.Ipc [--pairs N] [--trips N] [--json], N above 0");
            return WrongCommandLine;
        }

        if (Environment.ProcessorCount < 2)
        {
            Console.Error.WriteLine("error: a hop needs two CPUs, this process may use one");
            Console.Error.WriteLine("hint: run it without taskset, or on another machine");
            return WrongCommandLine;
        }

        Machine machine = Machine.Here();
        Result[] results = [.. PayloadBytes.Select(bytes => Measure(bytes, pairs, trips))];
        Print(machine, results, pairs, trips);
        if (isJson)
        {
            JsonSerializerOptions options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
            Console.Out.WriteLine(JsonSerializer.Serialize(new { machine, pairs, trips, results }, options));
        }

        return 0;
    }

    private static Result Measure(int payloadBytes, int pairs, int trips)
    {
        using BareHop bare = new();
        using RingHop ring = new(payloadBytes);
        using SharedHistogram bareNs = Histogram("bare", payloadBytes);
        using SharedHistogram ringNs = Histogram("ring", payloadBytes);
        Duel duel = new(bare, ring, pairs, trips) { Single = [bareNs, ringNs] };
        duel.Run(0, 1);
        return Result.Of(payloadBytes, duel);
    }

    private static SharedHistogram Histogram(string name, int payloadBytes)
    {
        SharedHistogram histogram = SharedHistogram.Create(new RegionLocation(
            RegionLocation.CellMax, $"benchmark-{Environment.ProcessId}-{name}-{payloadBytes}"));
        histogram.Memory.Unlink();
        return histogram;
    }

    private static void Print(Machine machine, Result[] results, int pairs, int trips)
    {
        Write($"{machine.Cpu}, {machine.Cpus} CPUs, {machine.Kernel}, {machine.Runtime}, commit {machine.Commit}");
        Write($"{pairs} pairs of rounds of {trips} round trips, turn and turn about; the clock costs {machine.ClockNs} ns");
        foreach (Result result in results)
        {
            Write($"payload {result.PayloadBytes} bytes: ratio p50 {result.Ratio.P50:0.00} (p10 {result.Ratio.P10:0.00}, "
                + $"p90 {result.Ratio.P90:0.00}; aim {RatioAim:0.0}): ring {result.RingNs.P50:0} ns a hop, bare "
                + $"{result.BareNs.P50:0} ns");
            Write($"  one by one, clock included: ring {Line(result.RingSingleNs)}");
            Write($"                              bare {Line(result.BareSingleNs)}");
            Write($"  collections {result.Collections}, allocated {result.AllocatedBytes} bytes, "
                + (result.PinProblem.Length == 0 ? "pinned to CPUs 0 and 1" : $"NOT PINNED: {result.PinProblem}"));
        }
    }

    private static string Line(Quantiles ns) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {ns.P50} p90 {ns.P90} p99 {ns.P99} p99.9 {ns.P999} p99.99 {ns.P9999} max {ns.Max} ns");

    private static void Write(FormattableString line) =>
        Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Write(string line) => Console.Out.WriteLine(line);

    private static bool TryParse(string[] args, out int pairs, out int trips, out bool isJson)
    {
        (pairs, trips, isJson) = (100, 5_000, false);
        for (int index = 0; index < args.Length; index++)
        {
            string value = index + 1 < args.Length ? args[index + 1] : "";
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number > 0;
            switch (args[index])
            {
                case "--json":
                    isJson = true;
                    break;
                case "--pairs" when isNumber:
                    pairs = number;
                    index++;
                    break;
                case "--trips" when isNumber:
                    trips = number;
                    index++;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
