using System.Globalization;
using Strategies.Records;

namespace Strategies.Journal.Tests.Support;

/// <summary>
/// A process that appends inputs to a journal and says how many were appended; what stops it goes to standard error,
/// with exit code 3. For the faults of an environment that one process cannot play to itself.
/// </summary>
internal static class OneWriter
{
    internal const string Command = "one-writer";

    internal const int SegmentBytes = 32768;

    private const int PayloadBytes = 500;
    private const int BadInput = 3;

    internal static int Run(string folder, string count)
    {
        ulong appended = 0;
        try
        {
            using JournalWriter writer = JournalWriter.Open(folder, TestJournal.Options(SegmentBytes));
            for (; appended < ulong.Parse(count, CultureInfo.InvariantCulture); appended++)
            {
                writer.AppendInput(TestRecords.Input(writer.LastSequence + 1, PayloadBytes));
            }

            writer.Flush();
            return 0;
        }
        catch (JournalException exception)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return BadInput;
        }
        finally
        {
            Console.Out.WriteLine(appended.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Asserts that a journal has exactly the inputs that so many appends leave.</summary>
    internal static void AssertWrote(int count, TestJournal journal)
    {
        List<byte[]> inputs = journal.ReadInputs();
        Assert.Equal(count, inputs.Count);
        for (int index = 0; index < count; index++)
        {
            byte[] expected = TestRecords.Input((ulong)index + 1, PayloadBytes);
            Assert.True(expected.AsSpan(RecordHeader.Size).SequenceEqual(inputs[index].AsSpan(RecordHeader.Size)));
        }
    }
}
