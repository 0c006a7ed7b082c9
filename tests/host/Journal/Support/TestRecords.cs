using System.Buffers.Binary;
using Strategies.Records;

namespace Strategies.Journal.Tests.Support;

/// <summary>Records whose content follows from their number: a reader can check them without the writer.</summary>
internal static class TestRecords
{
    /// <summary>An input with a payload of this many bytes.</summary>
    internal static byte[] Input(ulong sequence, int payloadLength)
    {
        byte[] record = new byte[RecordHeader.Size + payloadLength];
        FillInput(record, sequence);
        return record;
    }

    /// <summary>Makes a buffer an input; the payload is all of it behind the header.</summary>
    internal static void FillInput(Span<byte> record, ulong sequence)
    {
        RecordHeader header = new()
        {
            Type = RecordType.MarketData,
            PayloadFormat = PayloadFormat.Itch50,
            SourceKind = SourceKind.Feed,
            SourceId = 3,
            SourceSequence = sequence,
            ReceiveTimeNs = (long)sequence * 1_000,
        };
        Span<byte> payload = record[RecordHeader.Size..];
        ulong state = sequence;
        for (int index = 0; index < payload.Length; index++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            payload[index] = (byte)(state >> 56);
        }

        RecordWriter.Write(record, header, (ReadOnlySpan<byte>)payload);
    }

    /// <summary>Bytes of payload that the input of a number has in the tests that kill a writer.</summary>
    internal static int PayloadLength(ulong sequence) => (int)(sequence * 37 % 301);

    /// <summary>Outputs that the input of a number has in the tests that kill a writer.</summary>
    internal static uint OutputCount(ulong sequence) => (uint)(sequence % 3);

    /// <summary>A new order as output.</summary>
    internal static byte[] Output(ulong cause, uint index, long price = 1_000_000_000)
    {
        OrderPayload order = new()
        {
            OrderId = (cause << 8) + index,
            Slot = 1,
            Account = 2,
            Instrument = 3,
            Side = Sdk.Side.Buy,
            OrdType = Sdk.OrdType.Limit,
            Price = price,
            Quantity = 100,
            Tag = (long)cause,
        };
        return Output(cause, index, RecordType.NewOrderSingle, order);
    }

    /// <summary>Any output.</summary>
    internal static byte[] Output<T>(ulong cause, uint index, RecordType type, T payload)
        where T : unmanaged
    {
        byte[] buffer = new byte[1024];
        long timeNs = (long)cause * 1_000;
        RecordHeader header = new() { Type = type, Sequence = cause, Index = index, ReceiveTimeNs = timeNs };
        return RecordWriter.Write(buffer, header, in payload).ToArray();
    }

    /// <summary>CRC32C bit by bit, as its definition has it: the naive twin of the journal's.</summary>
    internal static uint NaiveCrc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }

        return ~crc;
    }

    /// <summary>Changes a record in a file's bytes and gives it the checksum that then belongs to it.</summary>
    internal static void Forge(byte[] file, long offset, Action<byte[], int> change)
    {
        int at = (int)offset;
        change(file, at);
        int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 4), NaiveCrc32C(file.AsSpan(at + 8, length - 8)));
    }

    /// <summary>Changes a segment's header and gives it the checksum that then belongs to it.</summary>
    internal static void ForgeHeader(byte[] file, Action<byte[]> change)
    {
        change(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(124), NaiveCrc32C(file.AsSpan(0, 124)));
    }
}
