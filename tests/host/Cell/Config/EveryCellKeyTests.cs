using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strategies.Cell.Config;
using Strategies.Cell.Tests.Support;

namespace Strategies.Cell.Tests.Config;

/// <summary>Every key of a cell's configuration, wrong in every way.</summary>
public sealed class EveryCellKeyTests : IDisposable
{
    private static readonly WrongFiles Files = new("""
        {
          "version": 1, "plan": "plan.json", "folder": "cell", "memory": ".", "speed": 5, "dayEnds": "atFeedEnd",
          "core": { "cpu": 0, "watchdogMs": 900, "lockMemory": false, "gapMinutes": 5, "segmentMiB": 8, "diagnostics": true, "user": "64001" },
          "venue": { "blockAfterMs": 200, "cancelAfterMs": 1000, "diagnostics": true, "user": "64001" },
          "archiver": { "syncEveryMs": 6, "keepSegments": 5, "diagnostics": true, "user": "64001" },
          "follower": { "snapshotEveryInputs": 1000, "snapshotsKept": 4, "diagnostics": true, "user": "64001" },
          "edge": { "port": 5081, "tokens": "tokens.json", "diagnostics": true, "user": "64001" }
        }
        """);

    private readonly CellFolder _folder = new();

    public static TheoryData<string, string, int, string> Wrong()
    {
        TheoryData<string, string, int, string> data = [];
        foreach (WrongFile file in Files.All(_ => false).Where(file => file.Way != "core.cpu null"))
        {
            data.Add(file.Way, file.Text, file.Line, file.Key);
        }

        return data;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Right_it_is_taken_with_and_without_a_byte_order_mark()
    {
        Assert.Equal(5, _folder.Load(Files.Good).Config.Speed);
        Assert.Equal(5, _folder.Load("\uFEFF" + Files.Good).Config.Speed);
        Assert.Null(_folder.Load(Files.Good.Replace("\"cpu\": 0", "\"cpu\": null", StringComparison.Ordinal)).Config.Core.Cpu);
    }

    [Fact]
    public void The_file_that_is_put_wrong_has_every_key()
    {
        string text = Encoding.UTF8.GetString(CellConfigFile.Write(CellFolder.Config with { Core = new CoreSettings { Cpu = 1 } }));
        Assert.Equal(
            text.Split('"').Where((_, index) => index % 2 == 1).Where(IsKey).Order(StringComparer.Ordinal),
            Files.Good.Split('"').Where((_, index) => index % 2 == 1).Where(IsKey).Order(StringComparer.Ordinal));

        static bool IsKey(string word) => word.Length > 0 && word.All(char.IsAsciiLetter) && word is not ("cell" or "byCommand" or "atFeedEnd");
    }

    [Fact]
    public void The_sample_describes_every_key_and_gives_the_value_that_it_has_without()
    {
        string sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "every-key.cell.json"));
        JsonNode shown = JsonNode.Parse(sample, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!;
        JsonNode written = JsonNode.Parse(CellConfigFile.Write(new CellConfig
        {
            Version = 1,
            Plan = "every-key.plan.json",
            Folder = "../artifacts/every-key",
            Core = new CoreSettings { Cpu = 1 },
        }))!;
        Assert.Equal(written.ToJsonString(), shown.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void It_is_refused_with_file_line_and_key_and_without_words_of_the_program(
        string way, string text, int line, string key)
    {
        CellException refusal = Assert.Throws<CellException>(() => _folder.Load(text));
        string told = $"{refusal.Message}; {refusal.Hint}";
        Assert.True(told.StartsWith($"{_folder.CellFile}, line {line}: ", StringComparison.Ordinal), $"{way}: {told}");
        Assert.Contains(key, told);
        Assert.DoesNotContain("System.", told);
        Assert.DoesNotContain("   at ", told);
    }
}
