using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Strategies.Cli.Output;
using Strategies.Cli.Tests.Support;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Tests;

/// <summary>A backtest leaves a journal where it was told to, and nothing anywhere else.</summary>
public sealed partial class BacktestJournalTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly SmallSession _session = new();
    private readonly string _temporary;

    public BacktestJournalTests() => _temporary = Directory.CreateDirectory(_session.PathOf("temporary")).FullName;

    public void Dispose() => _session.Dispose();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    private StratResult Play(params string[] more) => Strat.RunWith(
        new Dictionary<string, string> { ["TMPDIR"] = _temporary }, ["backtest", _session.PlanFile, .. more]);

    [Fact]
    public void Without_a_folder_none_is_kept_though_the_replay_has_proved_it()
    {
        StratResult result = Play("--verify-replay", "--json").Require(StratResult.Success);
        Assert.True(result.Json.GetProperty("replayDigestMatch").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, result.Json.GetProperty("journalDir").ValueKind);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary));
    }

    [Fact]
    public void Without_a_folder_none_is_kept_when_it_cannot_begin()
    {
        _session.WritePlan(_session.Plan with { Feed = _session.Plan.Feed with { File = _session.PathOf("nowhere.zip") } });
        Play().Require(StratResult.BadInput);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary));
    }

    [Theory]
    [InlineData("public override void OnStart() { while (_books == 0) { } }", "OnStart")]
    [InlineData("public Own() { while (_books == 0) { } }", "a constructor")]
    public void Nothing_stays_behind_of_a_warm_up_that_never_returns(string member, string name)
    {
        _session.WritePlanWith(PluginTestCompiler.Compile(_session.PathOf("own"), "Own", PluginTestCompiler.WithUsings($$"""
            namespace Demo;
            public sealed class Own : Strategy
            {
                private int _books;
                {{member}}
                public override void Save(ref StateWriter writer) => writer.Write(_books);
                public override void Restore(ref StateReader reader) => _books = reader.ReadInt32();
            }
            """)));
        StratResult result = Play("--callback-limit", "1s").Require(StratResult.NotAsPlanned);
        Assert.Contains($"slot 'ladder': {name} in the warm-up", result.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary));
        StratResult kept = Play("--journal", _session.JournalDir, "--callback-limit", "1s").Require(StratResult.NotAsPlanned);
        Assert.Contains(name, kept.Error);
        Assert.False(Directory.Exists(_session.JournalDir), "no journal has begun: nothing is in the way of the next run");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary));
    }

    [Fact]
    public void With_a_folder_the_line_that_proves_it_again_can_be_pasted_into_a_shell()
    {
        string journal = _session.PathOf("it's a day");
        StratResult result = Play("--journal", journal).Require(StratResult.Success);
        string line = Assert.Single(result.Output.Split('\n'), one => one.StartsWith("prove it again: ", StringComparison.Ordinal));
        string command = line["prove it again: artifacts/strat".Length..].Trim();
        ProcessStartInfo start = new("sh", ["-c", $"{Strat.Executable} {command} --json"]) { RedirectStandardOutput = true };
        using Process shell = Process.Start(start)!;
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0, output);
    }

    [Theory]
    [InlineData("/plain/path-1.zip", "/plain/path-1.zip")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("$HOME;`x`", "'$HOME;`x`'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("a\nb'", @"$'a\012b\''")]
    public void A_word_is_quoted_where_a_shell_would_see_more_in_it(string word, string quoted) =>
        Assert.Equal(quoted, ShellWord.Quote(word));

    [Theory]
    [InlineData("a\tb", @"a\u0009b")]
    [InlineData("\u001b[31m", @"\u001b[31m")]
    [InlineData("\u202eabc", @"\u202eabc")]
    [InlineData("größer 日本", "größer 日本")]
    public void Control_characters_reach_a_terminal_as_escapes(string text, string shown) =>
        Assert.Equal(shown, ControlText.Line(text));

    [Theory]
    [InlineData(Interrupt, 130)]
    [InlineData(Terminate, 143)]
    public void A_signal_ends_it_and_nothing_stays_behind(int signal, int exitCode)
    {
        // Whoever runs the tests in the background may have SIGINT ignored, and children take that over.
        ProcessStartInfo start = new(
            "env", ["--default-signal=INT,TERM", Strat.Executable, "backtest", _session.PlanFile, "--pace", "1000m"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _temporary;
        using Process process = Process.Start(start)!;
        // The day lasts for hours at this pace: its first segment is there long before its end.
        while (!process.HasExited && !HasJournal())
        {
            Thread.Yield();
        }

        Assert.False(process.HasExited, process.HasExited ? process.StandardError.ReadToEnd() : "");
        Assert.Equal(0, Kill(process.Id, signal));
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(exitCode.ToString(CultureInfo.InvariantCulture), process.ExitCode.ToString(CultureInfo.InvariantCulture));
        Assert.Contains("error: interrupted", error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary));
    }

    private bool HasJournal() => Directory.EnumerateDirectories(_temporary, "strategies-backtest-*")
        .Any(folder => Directory.Exists(Path.Combine(folder, "journal", "input")));
}
