using Strategies.Feeds.Lobster;
using Strategies.Feeds.Tests.Support;
using Strategies.Feeds.Verification;
using Strategies.Sdk;

namespace Strategies.Feeds.Tests.Lobster;

public sealed class LobsterErrorTests
{
    [Theory]
    [InlineData("34200.75,1,7,30,1000100")]
    [InlineData("34200.75,1,7,30,1000100,1,1")]
    [InlineData("34200.75,1,7,thirty,1000100,1")]
    [InlineData("34200.75,9,7,30,1000100,1")]
    [InlineData("34200.75,1,7,30,1000100,0")]
    [InlineData("34200.75,1,7,0,1000100,1")]
    [InlineData("34200.75,1,7,30,-1000100,1")]
    [InlineData("34200.75000000000000001,1,7,30,1000100,1")]
    [InlineData("")]
    public void A_malformed_message_row_is_named_with_its_line(string row)
    {
        string messages = LobsterZip.Messages.Replace("34200.75,1,7,30,1000100,1", row);
        FeedException error = ReadToError(messages, LobsterZip.Orderbook, goodRows: 1);
        Assert.Equal(2, error.Line);
        Assert.EndsWith("test.zip/" + LobsterZip.MessageMember, error.File);
        Assert.Contains(row, error.Message);
        Assert.NotEmpty(error.Hint);
    }

    [Theory]
    [InlineData("1001000,100,1000000,50,1002000,200,990000", "not four whole numbers")]
    [InlineData("1001000,100,1000000,50,1002000,x,990000,65", "not four whole numbers")]
    [InlineData("1001000,100,1000000,50,1002000,200,990000,65,1", "more columns")]
    [InlineData("1001000,100,1000000,50,1000900,200,990000,65", "order of their prices")]
    [InlineData("1001000,0,1000000,50,1002000,200,990000,65", "out of range")]
    [InlineData("9999999999,0,1000000,50,1002000,200,990000,65", "order of their prices")]
    public void A_malformed_orderbook_row_is_named_with_its_line(string row, string problem)
    {
        string orderbook = LobsterZip.Orderbook.Replace("1001000,100,1000000,50,1002000,200,990000,65", row);
        FeedException error = ReadToError(LobsterZip.Messages, orderbook, goodRows: 2);
        Assert.Equal(3, error.Line);
        Assert.EndsWith(LobsterZip.OrderbookMember, error.File);
        Assert.Contains(problem, error.Problem);
    }

    [Fact]
    public void Any_changed_byte_of_a_zip_is_read_over_or_refused_in_words()
    {
        Random random = new(11);
        using TempFolder folder = new();
        byte[] good = File.ReadAllBytes(LobsterZip.Write(folder, LobsterZip.Messages, LobsterZip.Orderbook));
        int refused = 0;
        for (int offset = 0; offset < good.Length; offset++)
        {
            byte[] bad = [.. good];
            bad[offset] ^= (byte)random.Next(1, 256);
            string file = folder.Write("bad.zip", bad);
            try
            {
                refused += DataVerifier.Verify(file).IsClean ? 0 : 1;
            }
            catch (FeedException exception)
            {
                Assert.Contains("bad.zip", exception.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, good.Length / 4, good.Length);
    }

    [Fact]
    public void Empty_levels_are_no_levels()
    {
        using TempFolder folder = new();
        string file = LobsterZip.Write(
            folder, "34200.5,5,0,10,1000500,1\n", "1001000,100,-9999999999,0,9999999999,0,-9999999999,0\n");
        using LobsterSource source = new(file, new InstrumentId(1));
        Assert.True(source.MoveNext());
        Assert.Equal(16 + 24 + 24, source.Payload.Length);
    }

    [Fact]
    public void A_crossed_first_book_is_refused()
    {
        FeedException error = ReadToError("34200.5,5,0,10,1000500,1\n", "1000,1,1000,1,1002,1,900,1\n", goodRows: 0);
        Assert.Equal(1, error.Line);
        Assert.Contains("crossed", error.Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Files_of_different_length_are_refused_at_the_first_row_too_many(bool isMessageFileShort)
    {
        string rest = isMessageFileShort ? LobsterZip.Messages : LobsterZip.Orderbook;
        rest = rest[..(rest.TrimEnd().LastIndexOf('\n') + 1)];
        FeedException error = isMessageFileShort
            ? ReadToError(rest, LobsterZip.Orderbook, goodRows: 2)
            : ReadToError(LobsterZip.Messages, rest, goodRows: 2);
        Assert.Equal(3, error.Line);
        Assert.Contains("no counterpart", error.Problem);
    }

    [Fact]
    public void A_zip_without_the_two_files_says_what_is_missing()
    {
        using TempFolder folder = new();
        FeedException error = Assert.Throws<FeedException>(
            () => Open(LobsterZip.Write(folder, ("readme.txt", "hello"))));
        Assert.Contains("neither", error.Problem);
        Assert.Contains("_orderbook_N.csv", error.Hint);
    }

    [Fact]
    public void A_zip_without_the_orderbook_file_says_so()
    {
        using TempFolder folder = new();
        string file = LobsterZip.Write(folder, (LobsterZip.MessageMember, LobsterZip.Messages));
        Assert.Contains("the orderbook file to", Assert.Throws<FeedException>(() => Open(file)).Problem);
    }

    [Fact]
    public void A_zip_without_the_message_file_says_so()
    {
        using TempFolder folder = new();
        string file = LobsterZip.Write(folder, (LobsterZip.OrderbookMember, LobsterZip.Orderbook));
        Assert.Contains("the message file to", Assert.Throws<FeedException>(() => Open(file)).Problem);
    }

    [Fact]
    public void A_zip_with_two_days_is_refused()
    {
        using TempFolder folder = new();
        string file = LobsterZip.Write(
            folder,
            (LobsterZip.MessageMember, "x"),
            (LobsterZip.MessageMember.Replace("21", "22"), "x"),
            (LobsterZip.OrderbookMember, "x"));
        Assert.Contains("two files of one kind", Assert.Throws<FeedException>(() => Open(file)).Problem);
    }

    [Fact]
    public void Files_of_different_windows_do_not_belong_together()
    {
        using TempFolder folder = new();
        string file = LobsterZip.Write(
            folder, (LobsterZip.MessageMember, "x"), (LobsterZip.OrderbookMember.Replace("_2.csv", "_3.csv"), "x"));
        Assert.Contains("do not belong together", Assert.Throws<FeedException>(() => Open(file)).Problem);
    }

    [Fact]
    public void A_cut_zip_is_refused()
    {
        using TempFolder folder = new();
        byte[] whole = File.ReadAllBytes(LobsterZip.Write(folder, LobsterZip.Messages, LobsterZip.Orderbook));
        string file = folder.Write("cut.zip", whole[..(whole.Length / 2)]);
        Assert.Contains("cannot be read", Assert.Throws<FeedException>(() => Open(file)).Problem);
    }

    [Fact]
    public void A_flipped_byte_that_leaves_rows_readable_is_found_by_the_checksum()
    {
        using TempFolder folder = new();
        string sample = folder.File("sample.zip");
        Samples.LobsterSampleWriterTests.WriteSmall(sample);
        byte[] bytes = File.ReadAllBytes(sample);
        int digit = bytes.AsSpan().IndexOf("message_5.csv"u8) + "message_5.csv".Length + 3;
        Assert.True(char.IsAsciiDigit((char)bytes[digit]));
        bytes[digit] = (byte)(bytes[digit] == '1' ? '2' : '1');
        string file = folder.Write("flipped.zip", bytes);
        using PacketSource source = Open(file);
        FeedException error = Assert.Throws<FeedException>(() =>
        {
            while (source.MoveNext())
            {
            }
        });
        Assert.Contains("checksum", error.Problem);
    }

    private static PacketSource Open(string file) => FeedOpener.Open(file);

    private static FeedException ReadToError(string messages, string orderbook, int goodRows)
    {
        using TempFolder folder = new();
        using PacketSource source = Open(LobsterZip.Write(folder, messages, orderbook));
        for (int row = 0; row < goodRows; row++)
        {
            Assert.True(source.MoveNext());
        }

        return Assert.Throws<FeedException>(() => source.MoveNext());
    }
}
