using CsCheck;

namespace Strategies.Sdk.Tests;

public sealed class StateTests
{
    [Fact]
    public void Everything_written_is_read_back_in_order_and_nothing_is_left() =>
        Gen.Select(Gen.Bool, Gen.Int, Gen.Long, Gen.ULong, Gen.Double, Gen.Byte.Array[0, 40]).Sample(
            (flag, number, large, unsigned, real, bytes) =>
            {
                byte[] buffer = new byte[256];
                StateWriter writer = new(buffer, 3);
                writer.Write(flag);
                writer.Write(number);
                writer.Write(large);
                writer.Write(unsigned);
                writer.Write(real);
                writer.Write(new Price(large));
                writer.Write(new Quantity(large));
                writer.Write(new InstrumentId(number));
                writer.Write(new OrderId(unsigned));
                writer.Write(bytes.AsSpan());

                StateReader reader = new(buffer.AsSpan(0, writer.Length), writer.SchemaVersion);
                Assert.Equal(3, reader.SchemaVersion);
                Assert.Equal(flag, reader.ReadBoolean());
                Assert.Equal(number, reader.ReadInt32());
                Assert.Equal(large, reader.ReadInt64());
                Assert.Equal(unsigned, reader.ReadUInt64());
                Assert.Equal(BitConverter.DoubleToInt64Bits(real), BitConverter.DoubleToInt64Bits(reader.ReadDouble()));
                Assert.Equal(new Price(large), reader.ReadPrice());
                Assert.Equal(new Quantity(large), reader.ReadQuantity());
                Assert.Equal(new InstrumentId(number), reader.ReadInstrumentId());
                Assert.Equal(new OrderId(unsigned), reader.ReadOrderId());
                Assert.Equal(bytes, reader.ReadBytes().ToArray());
                Assert.Equal(0, reader.Remaining);
            });

    [Fact]
    public void Bytes_are_little_endian_without_gaps()
    {
        byte[] buffer = new byte[13];
        StateWriter writer = new(buffer, 1);
        writer.Write(true);
        writer.Write(0x01020304);
        writer.Write(0x1112131415161718L);

        Assert.Equal(13, writer.Length);
        Assert.Equal("01040302011817161514131211", Convert.ToHexString(buffer));
    }

    [Fact]
    public void Writing_past_the_limit_is_refused_with_the_limit_named()
    {
        StateSchemaException error = Assert.Throws<StateSchemaException>(() =>
        {
            StateWriter writer = new(new byte[12], 1);
            writer.Write(1L);
            writer.Write(1L);
        });

        Assert.Contains("12 byte", error.Message);
    }

    [Fact]
    public void Reading_past_the_end_is_refused_with_the_place_named()
    {
        StateSchemaException error = Assert.Throws<StateSchemaException>(() =>
        {
            StateReader reader = new(new byte[8], 1);
            reader.ReadInt32();
            reader.ReadInt64();
        });

        Assert.Contains("at byte 4", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(int.MaxValue)]
    public void A_length_that_the_state_does_not_hold_is_refused(int length)
    {
        byte[] buffer = new byte[8];
        BitConverter.TryWriteBytes(buffer, length);

        Assert.Throws<StateSchemaException>(() =>
        {
            StateReader reader = new(buffer, 1);
            reader.ReadBytes();
        });
    }
}
