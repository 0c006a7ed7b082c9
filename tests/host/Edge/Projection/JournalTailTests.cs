using System.Runtime.InteropServices;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Strategies.Edge.Projection;
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

    private static int AnswersTo(JournalTail tail, ulong command) =>
        tail.Read(day => day.Commands.Find(1, command)?.Answers.Count ?? 0);

    private void Answer(JournalWriter journal, ulong sequence, uint index)
    {
        AlertPayload alert = new() { Code = AlertCode.InvalidRecord, Count = 1, Detail = (long)index };
        RecordHeader header = new() { Type = RecordType.Alert, Sequence = sequence, Index = index };
        ReadOnlySpan<byte> payload = MemoryMarshal.AsBytes(new ReadOnlySpan<AlertPayload>(in alert));
        journal.AppendOutput(RecordWriter.Write(_buffer, header, payload));
    }

    [Fact]
    public void Millions_of_clock_records_are_caught_up_with_and_not_before_the_last_one()
    {
        const int Inputs = 3_000_000;
        using JournalWriter journal = Open();
        for (int input = 0; input < Inputs; input++)
        {
            Append(journal, RecordType.Clock);
        }

        using JournalTail tail = new(_folder, Logger.None);
        Patience.Until("the tail that has caught up", () => tail.IsCaughtUp);
        Assert.Equal((ulong)Inputs, tail.LastSequence);
    }

    [Fact]
    public void A_command_is_settled_only_when_the_next_input_stands_behind_it()
    {
        using JournalWriter journal = Open();
        using JournalTail tail = new(_folder, Logger.None);
        ulong command = Append(journal, RecordType.SlotControl, command: 5);
        Patience.Until("the command", () => tail.LastSequence == command);
        for (int answers = 0; answers < 3; answers++)
        {
            int read = answers;
            Patience.Until($"{read} answers", () => AnswersTo(tail, 5) == read);
            Assert.False(tail.IsSettled(command));
            Answer(journal, command, (uint)answers);
        }

        Append(journal, RecordType.Clock);
        Patience.Until("the end of the answers", () => tail.IsSettled(command));
        Assert.Equal(3, AnswersTo(tail, 5));
    }

    [Fact]
    public void It_waits_for_a_journal_that_is_not_there_yet_and_goes_on_behind_the_next_writer()
    {
        LogWords words = new();
        using Logger log = new LoggerConfiguration().WriteTo.Sink(words).CreateLogger();
        using JournalTail tail = new(_folder, log);
        Patience.Until("a word that it waits", () => words.All.Contains("waits for the journal in", StringComparison.Ordinal));
        using (JournalWriter first = Open())
        {
            Append(first, RecordType.Clock);
            Append(first, RecordType.SlotControl, command: 1);
            Answer(first, 2, 0);
            Patience.Until("the first journal", () => tail.LastSequence == 2);
        }

        using JournalWriter second = Open();
        Append(second, RecordType.Clock);
        Patience.Until("the next writer's input", () => tail.LastSequence == 3 && tail.IsSettled(2));
        Assert.Single(tail.Read(day => day.Alerts.ToArray()));
    }

    private sealed class LogWords : ILogEventSink
    {
        private volatile string _all = "";

        internal string All => _all;

        public void Emit(LogEvent logEvent) =>
            _all += logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture);
    }
}
