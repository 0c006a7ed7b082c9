using System.Globalization;
using Strategies.Records;

namespace Strategies.Journal.Tests.Support;

/// <summary>
/// A process that writes a journal until it is killed. On standard output it says, after every few appends, which
/// input it has appended; those must be found again.
/// </summary>
internal static class CrashWriter
{
    internal const string Command = "crash-writer";

    private const ulong SayEvery = 16;

    /// <param name="folder">The journal.</param>
    /// <param name="package">A package in its environment: with another one it begins another segment; empty for none.</param>
    internal static int Run(string folder, string package = "")
    {
        JournalOptions options = TestJournal.Options();
        using JournalWriter writer = JournalWriter.Open(folder, package.Length == 0 ? options : options with
        {
            Environment = options.Environment with { Packages = [package] },
        });
        for (ulong cause = 1; cause <= writer.LastSequence; cause++)
        {
            AppendOutputs(writer, cause);
        }

        Say(writer.LastSequence);
        byte[] buffer = new byte[1024];
        while (true)
        {
            ulong next = writer.LastSequence + 1;
            Span<byte> record = buffer.AsSpan(0, RecordHeader.Size + TestRecords.PayloadLength(next));
            TestRecords.FillInput(record, next);
            writer.AppendInput(record);
            AppendOutputs(writer, next);
            if (next % SayEvery == 0)
            {
                Say(next);
            }
        }
    }

    private static void AppendOutputs(JournalWriter writer, ulong cause)
    {
        for (uint index = 0; index < TestRecords.OutputCount(cause); index++)
        {
            if (!writer.Recovery.HasOutput(cause, index))
            {
                writer.AppendOutput(TestRecords.Output(cause, index));
            }
        }
    }

    private static void Say(ulong sequence)
    {
        Console.Out.WriteLine(sequence.ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
    }
}
