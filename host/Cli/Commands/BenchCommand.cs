using System.CommandLine;
using Strategies.Bench;
using Strategies.Bench.Results;
using Strategies.Bench.Setup;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Feeds.Samples;
using Strategies.Plans;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat bench</c>: the honest figures.</summary>
internal static class BenchCommand
{
    /// <summary>The run measured something, but not on a CPU of its own.</summary>
    internal const int Inconclusive = 2;

    private const long EventsIfNotGiven = 10_000_000;
    private const int RateSeconds = 10;

    private const string Day = "lobster/LOBSTER_SampleFile_AMZN_2012-06-21_5.zip";
    private const string Quoter = "Strategies.Samples.BasketQuoter";

    private static readonly Option<string?> Feed = new("--feed")
    {
        Description = $"A LOBSTER day; shared/data/{Day} in a folder above if not given, else an artificial one.",
    };

    private static readonly Option<string?> Strategy =
        new("--strategy") { Description = $"The package that runs in all slots; {Quoter} if not given." };
    private static readonly Option<long?> Events = new("--events")
    {
        Description = "Events to measure; 10,000,000 if not given, with --rate so many as the seconds take.",
    };

    private static readonly Option<int?> Seconds = new("--seconds")
    {
        Description = "For how long to measure at most, seconds; with --rate 10 if neither this nor --events is given.",
    };

    private static readonly Option<long> WarmUp = new("--warmup")
    {
        Description = "Events before the measured ones.",
        DefaultValueFactory = _ => 500_000,
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of the copies' shifts and of the fills.",
        DefaultValueFactory = _ => 20120621,
    };

    private static readonly Option<long> Rate = new("--rate")
    {
        Description =
            "Events per second of an open loop, in which a packet's time starts when it is due; "
            + "0 is the closed loop, as fast as it goes.",
    };

    private static readonly Option<int?> MoveTicks = new("--move-ticks")
    {
        Description = "Ticks by which the touch must move for a quote to follow; the fewer, the more orders. "
            + "5 if not given, 1 on an artificial day.",
    };

    private static readonly Option<int?> Cpu =
        new("--cpu") { Description = "The CPU for the hot thread; the machine's last if not given." };
    private static readonly Option<string?> Journal = new("--journal")
    {
        Description = "A new folder in which the hot thread writes the journal, about 2.5 GB for ten million events, with no "
            + "archiver. If not given it is in memory, and an archiver on the other CPUs brings it to the temporary folder, as in a cell.",
    };

    private static readonly Option<bool> Keep =
        new("--keep") { Description = "Keeps the journal, for strat replay; it is removed otherwise." };
    private static readonly Option<string?> Picture =
        new("--picture") { Description = "Draws the tick-to-order times into this SVG file." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON line last on standard output." };

    internal static Command Make()
    {
        Command bench = new(
            "bench",
            "Measures engine, risk gate and journal on one recorded day under 100 instrument names, "
            + "with 5 strategies and all limits. "
            + BenchWords.Method + " Exit 2 when the hot thread could not be pinned: such a run is inconclusive.")
        {
            Feed, Strategy, Events, Seconds, WarmUp, Seed, Rate, MoveTicks, Cpu, Journal, Keep, Picture, Json,
        };
        bench.SetAction(parsed => CommandRunner.Run(parsed.GetValue(Json), terminal => Run(terminal, parsed)));
        return bench;
    }

    private static int Run(Terminal terminal, ParseResult parsed)
    {
        foreach (string left in BenchFolders.RemoveLeftovers(BenchFolders.Memory, Path.GetTempPath()))
        {
            terminal.Say($"a run that was killed had left {left}: it is removed");
        }

        DirectoryInfo scratch =
            Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), BenchFolders.NewName("scratch")));
        try
        {
            string? feed = parsed.GetValue(Feed) ?? FindDay();
            bool isArtificial = feed is null;
            (long events, int seconds) = LengthOf(parsed);
            BenchJournal journal = BenchJournal.Choose(
                terminal, parsed.GetValue(Journal), events + parsed.GetValue(WarmUp), parsed.GetValue(Keep));
            BenchOptions options = new()
            {
                Feed = feed ?? MakeDay(terminal, scratch.FullName),
                Strategy = parsed.GetValue(Strategy) ?? FindQuoter(),
                JournalDir = journal.Folder,
                ArchiveDir = journal.Archive,
                IsJournalKept = parsed.GetValue(Keep),
                Events = events,
                Seconds = seconds,
                WarmUp = parsed.GetValue(WarmUp),
                Seed = parsed.GetValue(Seed),
                Rate = parsed.GetValue(Rate),
                MoveTicks = parsed.GetValue(MoveTicks) ?? (isArtificial ? 1 : 5),
                Cpu = parsed.GetValue(Cpu),
            };
            BenchResult result = Measure(terminal, options);
            Show(terminal, options, result, isArtificial, parsed.GetValue(Picture));
            return result.IsPinned ? ExitCode.Success : Inconclusive;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>How many events, and for how long at most.</summary>
    private static (long Events, int Seconds) LengthOf(ParseResult parsed)
    {
        long rate = parsed.GetValue(Rate);
        long? events = parsed.GetValue(Events);
        int? seconds = parsed.GetValue(Seconds);
        if (events is null && rate > 0)
        {
            seconds ??= RateSeconds;
            events = Math.Clamp(rate * seconds.Value, 1, BenchOptions.EventsMax);
        }

        return (events ?? EventsIfNotGiven, seconds ?? 0);
    }

    private static BenchResult Measure(Terminal terminal, BenchOptions options)
    {
        try
        {
            return new BenchSession(options, terminal.Say).Run();
        }
        catch (BenchException exception)
        {
            throw new PlanException("bench", exception.Message, exception.Hint);
        }
    }

    private static void Show(
        Terminal terminal, BenchOptions options, BenchResult result, bool isArtificial, string? picture)
    {
        if (picture is not null)
        {
            File.WriteAllText(picture, LatencyPicture.Draw(result));
            terminal.Say($"picture: {picture}");
        }

        BenchSummary.Show(terminal, options, result, isArtificial);
        if (terminal.IsJson)
        {
            Terminal.WriteJson(BenchJson.Of(options, result, isArtificial));
        }
    }

    /// <summary>The real day, if it lies beside the project or the program.</summary>
    private static string? FindDay()
    {
        foreach (string start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string file = Path.Combine(folder.FullName, "shared", "data", Day);
                if (File.Exists(file))
                {
                    return file;
                }
            }
        }

        return null;
    }

    private static string MakeDay(Terminal terminal, string folder)
    {
        terminal.Warn($"shared/data/{Day} is not there: an artificial day takes its place, its figures say less");
        string file = Path.Combine(folder, "sample.zip");
        LobsterSampleWriter.Write(file, new LobsterSampleOptions { Rows = 150_000 });
        return file;
    }

    /// <summary>The sample's own build output, beside this program's.</summary>
    private static string FindQuoter()
    {
        DirectoryInfo own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, Quoter, own.Name, $"{Quoter}.dll");
    }
}
