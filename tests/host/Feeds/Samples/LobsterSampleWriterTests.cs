using System.Security.Cryptography;
using Strategies.Feeds.Lobster;
using Strategies.Feeds.Samples;
using Strategies.Feeds.Tests.Support;
using Strategies.Feeds.Verification;
using Strategies.Sdk;

namespace Strategies.Feeds.Tests.Samples;

public sealed class LobsterSampleWriterTests
{
    [Fact]
    public void The_default_day_is_clean_by_both_rules_and_levels_really_enter_from_outside()
    {
        using TempFolder folder = new();
        string file = folder.File("demo.zip");
        LobsterSampleOptions used = LobsterSampleWriter.Write(file);
        DataReport report = DataVerifier.Verify(file);
        Assert.Equal(40_000, used.Rows);
        Assert.True(report.IsClean);
        Assert.Equal(["DEMO"], report.Symbols);
        Assert.Equal(0, report.TimeReversals);
        Assert.Equal(40_000, report.Lobster!.Rows);
        Assert.InRange(report.Lobster.LevelsTaken, 2_000, 40_000);
        Assert.Equal(["1", "2", "3", "4", "5"], report.CountsByType.Keys);
        Assert.All(report.CountsByType.Values, count => Assert.True(count > 100));
        Assert.InRange(report.LastTimeNs!.Value - report.FirstTimeNs!.Value, 10_000_000_000_000, 23_400_000_000_000);
    }

    [Fact]
    public void The_same_options_give_the_same_bytes_on_every_machine()
    {
        using TempFolder folder = new();
        WriteSmall(folder.File("one.zip"));
        byte[] bytes = File.ReadAllBytes(folder.File("one.zip"));
        Assert.Equal(
            "2F53F8494A797287302065C469DB570790DD67FA96437F3C09A051F419D8E622",
            Convert.ToHexString(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Another_seed_gives_another_day()
    {
        using TempFolder folder = new();
        LobsterSampleWriter.Write(folder.File("one.zip"), new LobsterSampleOptions { Rows = 100, Seed = 1 });
        LobsterSampleWriter.Write(folder.File("two.zip"), new LobsterSampleOptions { Rows = 100, Seed = 2 });
        Assert.NotEqual(File.ReadAllBytes(folder.File("one.zip")), File.ReadAllBytes(folder.File("two.zip")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public void Every_window_verifies(int levels)
    {
        using TempFolder folder = new();
        for (ulong seed = 10; seed < 15; seed++)
        {
            LobsterSampleWriter.Write(
                folder.File("day.zip"), new LobsterSampleOptions { Rows = 3_000, Levels = levels, Seed = seed });
            LobsterVerification result = DataVerifier.Verify(folder.File("day.zip")).Lobster!;
            Assert.True(result.IsClean, $"seed {seed}: {result}");
            using LobsterSource source = new(folder.File("day.zip"), new InstrumentId(1));
            while (source.MoveNext())
            {
            }

            Assert.Equal(result.LevelsTaken, source.LevelsTaken);
        }
    }

    [Fact]
    public void The_spread_stays_small_and_the_price_moves()
    {
        using TempFolder folder = new();
        LobsterSampleWriter.Write(folder.File("day.zip"));
        using System.IO.Compression.ZipArchive zip = System.IO.Compression.ZipFile.OpenRead(folder.File("day.zip"));
        using StreamReader reader = new(zip.Entries[1].Open());
        List<long[]> rows = [];
        while (reader.ReadLine() is { } line)
        {
            rows.Add(line.Split(',').Select(long.Parse).ToArray());
        }

        double small = rows.Count(row => row[0] - row[2] <= 300) / (double)rows.Count;
        Assert.InRange(small, 0.9, 1);
        Assert.All(rows, row => Assert.True(row[0] > row[2]));
        Assert.True(rows.Max(row => row[2]) - rows.Min(row => row[2]) > 2_000);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LobsterSampleWriter.Write("x.zip", new LobsterSampleOptions { Rows = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LobsterSampleWriter.Write("x.zip", new LobsterSampleOptions { Symbol = "A_B" }));
        Assert.Throws<FeedException>(
            () => LobsterSampleWriter.Write("/no/such/folder/x.zip", new LobsterSampleOptions { Rows = 1 }));
    }

    internal static void WriteSmall(string file) =>
        LobsterSampleWriter.Write(file, new LobsterSampleOptions { Rows = 500 });
}
