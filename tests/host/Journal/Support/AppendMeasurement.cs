using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Strategies.Records;

namespace Strategies.Journal.Tests.Support;

/// <summary>
/// Measures what appending an input costs, and which share of it the checksum alone has:
/// <c>Strategies.Journal.Tests measure-append FOLDER</c>. A figure for people, not a test.
/// </summary>
internal static class AppendMeasurement
{
    internal const string Command = "measure-append";

    private const int WarmUpRounds = 20;
    private const int Rounds = 40;
    private const int Appends = 100_000;

    internal static int Run(string folder)
    {
        foreach (int length in (ReadOnlySpan<int>)[64, 150])
        {
            string journal = Path.Combine(folder, $"measure-{length}");
            JournalOptions options = TestJournal.Options(JournalOptions.DefaultSegmentBytes);
            using (JournalWriter writer = JournalWriter.Open(journal, options))
            {
                byte[] record = TestRecords.Input(1, length - RecordHeader.Size);
                (double append, double appendBest) = Measure(() => Append(writer, record));
                (double checksum, double checksumBest) = Measure(() => Checksum(record));
                Console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{length} bytes: append p50 {append:0.0} ns, best round {appendBest:0.0} ns; the checksum alone "
                    + $"p50 {checksum:0.0} ns, best round {checksumBest:0.0} ns; inline maps {writer.InlineMaps}"));
            }

            Directory.Delete(journal, recursive: true);
        }

        return 0;
    }

    private static (double Median, double Best) Measure(Func<double> measure)
    {
        for (int round = 0; round < WarmUpRounds; round++)
        {
            measure();
            Thread.Sleep(20); // The runtime compiles the code anew in the background.
        }

        double[] rounds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            rounds[round] = measure();
        }

        Array.Sort(rounds);
        return (rounds[Rounds / 2], rounds[0]);
    }

    private static double Append(JournalWriter writer, byte[] record)
    {
        long start = Stopwatch.GetTimestamp();
        for (int index = 0; index < Appends; index++)
        {
            writer.AppendInput(record);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Appends;
    }

    private static double Checksum(byte[] record)
    {
        uint sum = 0;
        long start = Stopwatch.GetTimestamp();
        for (int index = 0; index < Appends; index++)
        {
            uint crc = sum;
            foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(record.AsSpan(8)))
            {
                crc = BitOperations.Crc32C(crc, word);
            }

            sum ^= crc;
        }

        double elapsedNs = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Appends;
        GC.KeepAlive(sum);
        return elapsedNs;
    }
}
