using System.Diagnostics;
using System.Runtime.InteropServices;
using Serilog.Core;
using Strategies.Edge.Projection;
using Strategies.Edge.Tests.Support;
using Strategies.Engine.Records;
using Strategies.Journal;

namespace Strategies.Edge.Tests.Projection;

public sealed class JournalTailTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory($"/dev/shm/strategies-tail-{Guid.NewGuid():N}").FullName;
    private readonly byte[] _buffer = new byte[1 << 10];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private JournalWriter Open() => JournalWriter.Open(
        _folder, new JournalOptions { Cell = 9, Epoch = 1, Environment = EnvironmentInfo.Capture([], []), SegmentBytes = 16 << 20 });

    private ulong Append(JournalWriter journal, RecordType type, ulong command = 0)
    {
        RecordHeader header = new()
        {
            Type = type,
            SourceKind = command == 0 ? SourceKind.Clock : SourceKind.Operator,
            SourceId = command == 0 ? (ushort)0 : (ushort)1,
            SourceSequence = command,
            ReceiveTimeNs = 1_000_000,
        };
        return journal.AppendInput(RecordWriter.Write(_buffer, header, []));
    }

    private void Answer(JournalWriter journal, ulong sequence, uint index)
    {
        AlertPayload alert = new() { Code = AlertCode.InvalidRecord, Count = 1, Detail = (long)index };
        RecordHeader header = new() { Type = RecordType.Alert, Sequence = sequence, Index = index };
        ReadOnlySpan<byte> payload = MemoryMarshal.AsBytes(new ReadOnlySpan<AlertPayload>(in alert));
        journal.AppendOutput(RecordWriter.Write(_buffer, header, payload));
    }

    [Fact]
    public void Millions_of_clock_records_are_caught_up_with_in_seconds()
    {
        const int Inputs = 3_000_000;
        using JournalWriter journal = Open();
        for (int input = 0; input < Inputs; input++)
        {
            Append(journal, RecordType.Clock);
        }

        long start = Stopwatch.GetTimestamp();
        using JournalTail tail = new(_folder, Logger.None);
        TestEdge.Await(() => tail.LastSequence == Inputs && tail.IsCaughtUp, milliseconds: 30_000);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Inputs / elapsed.TotalSeconds / 1e6:0.0} million inputs a second");
        Assert.True(elapsed < TimeSpan.FromSeconds(10), $"it took {elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public void A_command_is_settled_only_when_the_next_input_stands_behind_it()
    {
        using JournalWriter journal = Open();
        using JournalTail tail = new(_folder, Logger.None);
        ulong command = Append(journal, RecordType.SlotControl, command: 5);
        TestEdge.Await(() => tail.LastSequence == command);
        Thread.Sleep(50);
        Assert.False(tail.IsSettled(command));
        Answer(journal, command, 0);
        Answer(journal, command, 1);
        Append(journal, RecordType.Clock);
        TestEdge.Await(() => tail.IsSettled(command));
        Assert.Equal(2, tail.Read(day => day.Commands.Find(1, 5)!.Answers.Count));
    }

    [Fact]
    public void It_waits_for_a_journal_that_is_not_there_yet_and_goes_on_behind_the_next_writer()
    {
        using JournalTail tail = new(_folder, Logger.None);
        Thread.Sleep(150);
        using (JournalWriter first = Open())
        {
            Append(first, RecordType.Clock);
            Append(first, RecordType.SlotControl, command: 1);
            Answer(first, 2, 0);
            TestEdge.Await(() => tail.LastSequence == 2);
        }

        using JournalWriter second = Open();
        Append(second, RecordType.Clock);
        TestEdge.Await(() => tail.LastSequence == 3 && tail.IsSettled(2));
        Assert.Single(tail.Read(day => day.Alerts.ToArray()));
    }
}
