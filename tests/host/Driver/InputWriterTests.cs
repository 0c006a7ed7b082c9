using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Risk;

namespace Strategies.Driver.Tests;

/// <summary>What the one writer of inputs makes of what it is given.</summary>
public sealed class InputWriterTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    [Fact]
    public void A_day_that_is_put_together_from_its_parts_is_the_recorded_day_byte_for_byte()
    {
        string folder = day.NewFolder();
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            SpyPort port = new();
            port.Driver = new EngineDriver(day.NewEngine(), journal, port);
            InputWriter writer = new(port.Driver);
            foreach (JournalRecord input in day.Inputs)
            {
                Take(writer, input);
            }
        }

        List<JournalRecord> written = JournalRecord.Inputs(folder);
        Assert.Equal(day.Inputs.Count, written.Count);
        Assert.All(day.Inputs.Zip(written), pair => Assert.True(pair.First.Bytes.AsSpan().SequenceEqual(pair.Second.Bytes)));
    }

    [Fact]
    public void Every_source_counts_its_own_sequence_from_one()
    {
        List<JournalRecord> inputs = Write(writer =>
        {
            Packet(writer, feed: 1);
            Packet(writer, feed: 2);
            writer.TakeCommand(RecordType.KillSwitch, 1, new KillSwitchPayload());
            Packet(writer, feed: 2);
            writer.TakeCommand(RecordType.KillSwitch, 1, SourceIds.Commands, 77, new KillSwitchPayload());
            writer.TakeCommand(RecordType.KillSwitch, 1, new KillSwitchPayload());
            writer.TakeClock(2);
            writer.TakeFromDriver(RecordType.EndOfDay, 2, []);
        });
        Assert.Equal(
            [
                (SourceKind.Feed, (ushort)1, 1UL), (SourceKind.Feed, (ushort)2, 1UL),
                (SourceKind.Operator, SourceIds.Plan, 1UL), (SourceKind.Feed, (ushort)2, 2UL),
                (SourceKind.Operator, SourceIds.Commands, 77UL), (SourceKind.Operator, SourceIds.Plan, 2UL),
                (SourceKind.Clock, (ushort)0, 0UL), (SourceKind.Driver, (ushort)0, 0UL),
            ],
            inputs.Select(input => (input.Header.SourceKind, input.Header.SourceId, input.Header.SourceSequence)));
    }

    [Fact]
    public void A_whole_record_keeps_its_source_and_gets_the_time_at_which_it_is_taken()
    {
        byte[] record = new byte[RecordHeader.Size + Unsafe.SizeOf<KillSwitchPayload>()];
        RecordHeader header = new()
        {
            Type = RecordType.KillSwitch,
            SourceKind = SourceKind.Operator,
            SourceId = SourceIds.Commands,
            SourceSequence = 9,
            ReceiveTimeNs = 3,
        };
        RecordWriter.Write(record, header, new KillSwitchPayload { Scope = RiskScope.Firm, IsSet = 1 });
        byte[] before = (byte[])record.Clone();
        JournalRecord taken = Assert.Single(Write(writer => writer.TakeWhole(record, nowNs: 5)));
        Assert.Equal(before, record);
        Assert.Equal((5L, SourceIds.Commands, 9UL), (taken.TimeNs, taken.Header.SourceId, taken.Header.SourceSequence));
        Assert.Equal(1, taken.Payload<KillSwitchPayload>().IsSet);
    }

    [Fact]
    public void Time_of_the_last_input_never_goes_back()
    {
        Write(writer =>
        {
            Assert.Equal(0, writer.LastTimeNs);
            writer.TakeClock(7);
            writer.TakeClock(5);
            Assert.Equal(7, writer.LastTimeNs);
        });
    }

    [Fact]
    public void A_packet_that_fits_no_record_is_a_fault_that_says_so()
    {
        Write(writer =>
        {
            DriverFault fault = Assert.Throws<DriverFault>(() => writer.TakePacket(
                1, PayloadFormat.Lobster, default, new byte[RecordHeader.RecordBytesMax - RecordHeader.Size], 1, 0));
            Assert.Contains("does not fit a record", fault.Message);
        });
    }

    private static void Take(InputWriter writer, JournalRecord input)
    {
        ref readonly RecordHeader header = ref input.Header;
        ReadOnlySpan<byte> payload = input.Bytes.AsSpan(RecordHeader.Size);
        switch (header.SourceKind)
        {
            case SourceKind.Feed:
                int prefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
                MarketDataPrefix prefix = MemoryMarshal.Read<MarketDataPrefix>(payload);
                writer.TakePacket(
                    header.SourceId, header.PayloadFormat, in prefix, payload[prefixBytes..], header.ReceiveTimeNs, 0);
                break;
            case SourceKind.Clock:
                writer.TakeClock(header.ReceiveTimeNs);
                break;
            case SourceKind.Driver:
                writer.TakeFromDriver(header.Type, header.ReceiveTimeNs, payload);
                break;
            default:
                writer.TakeWhole(input.Bytes, header.ReceiveTimeNs);
                break;
        }
    }

    private static void Packet(InputWriter writer, ushort feed) =>
        writer.TakePacket(feed, PayloadFormat.Lobster, default, [], receiveTimeNs: 1, takenTimestamp: 0);

    private List<JournalRecord> Write(Action<InputWriter> write)
    {
        string folder = day.NewFolder();
        using (JournalWriter journal = RecordedDay.NewJournal(folder))
        {
            SpyPort port = new();
            port.Driver = new EngineDriver(day.NewEngine(), journal, port);
            write(new InputWriter(port.Driver));
        }

        return JournalRecord.Inputs(folder);
    }
}
