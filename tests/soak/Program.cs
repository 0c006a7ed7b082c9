using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Strategies.Cells.Crowding;
using Strategies.Driver.Replay;
using Strategies.Soak.Cells;
using Strategies.Soak.Runs;
using Strategies.Swaps.Days;

namespace Strategies.Soak;

/// <summary>The entry of <c>tests/soak/run</c>. Exit codes: 0 nothing failed, 1 a run failed, 2 wrong command line.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;

    private static int Main(string[] arguments)
    {
        Argument<string[]> names =
            new("name") { Description = "Runs to run; all if none is named.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> list = new("--list") { Description = "Lists the runs and what is known of them." };
        Option<bool> fresh = new("--fresh") { Description = "Begins anew, also with runs that have ended." };
        Option<string> folder =
            new("--folder") { Description = "Where state and work lie.", DefaultValueFactory = _ => "artifacts/soak" };
        Option<int> cpu = new("--cpu")
        {
            Description = "The CPU for hot threads.",
            DefaultValueFactory = _ => Environment.ProcessorCount - 1,
        };
        Option<string> pace = new("--pace")
        {
            Description = "How long playing a day shall take, as 240s or 5m.",
            DefaultValueFactory = _ => "300s",
        };
        Option<int> swaps = new("--swaps")
        {
            Description = "Swaps of cell-swaps; those that were made before are not made again.",
            DefaultValueFactory = _ => 1_000,
        };
        RootCommand root = new("Runs that take long. Interrupted ones go on, ended ones are not repeated.")
        {
            names, list, fresh, folder, cpu, pace, swaps,
        };
        root.SetAction(parsed =>
        {
            if (!TryParsePace(parsed.GetValue(pace)!, out TimeSpan wallTime))
            {
                return Refuse($"pace '{parsed.GetValue(pace)}' is not a duration", "write it as 240s or 5m");
            }

            SoakOptions options = new(Path.GetFullPath(parsed.GetValue(folder)!), parsed.GetValue(cpu), wallTime)
            {
                Swaps = parsed.GetValue(swaps),
            };
            return Run(parsed.GetValue(names) ?? [], parsed.GetValue(list), parsed.GetValue(fresh), options);
        });
        Argument<string> journal = new("journal") { Description = "Folder of a journal." };
        Command replay = new("replay", "Replays a journal in this process; exit 1 when an output differs.") { journal };
        replay.SetAction(parsed => Replay(parsed.GetValue(journal)!));
        root.Subcommands.Add(replay);
        Option<int> seconds = new("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 60 };
        Command bare = new(CrowdSoak.BareLoop, "Is a bare loop, and says how long it stood still.") { cpu, seconds };
        bare.SetAction(parsed => Console.Out.WriteLine(
            JsonSerializer.Serialize(LoopGaps.OfBareLoop(parsed.GetValue(cpu), parsed.GetValue(seconds)))));
        root.Subcommands.Add(bare);
        return root.Parse(arguments).Invoke();
    }

    private static int Run(string[] names, bool isList, bool isFresh, SoakOptions options)
    {
        if (names.FirstOrDefault(name => SoakRuns.All.All(run => run.Name != name)) is { } unknown)
        {
            return Refuse(
                $"there is no run '{unknown}'", $"runs: {string.Join(", ", SoakRuns.All.Select(run => run.Name))}");
        }

        Directory.CreateDirectory(options.Folder);
        SoakRun[] wanted = [.. SoakRuns.All.Where(run => names.Length == 0 || names.Contains(run.Name))];
        try
        {
            SoakState state = SoakState.Load(Path.Combine(options.Folder, "state.json"));
            if (isList)
            {
                SoakTable.List(wanted, state);
                return Success;
            }

            foreach (SoakRun run in wanted)
            {
                SoakRunner.Run(run, options, state, isFresh);
            }

            return SoakTable.Summarise(wanted, state) ? Success : Failure;
        }
        catch (SoakException exception)
        {
            return Refuse(exception.Message, exception.Hint);
        }
    }

    private static int Replay(string journal)
    {
        ReplayResult result = JournalReplay.Run(journal);
        Console.Out.WriteLine(result.IsMatch
            ? $"{result.Inputs} inputs, {result.Outputs} outputs equal"
            : $"difference: {result.Difference}");
        return result.IsMatch ? Success : Failure;
    }

    private static int Refuse(string problem, string hint)
    {
        Console.Error.WriteLine($"error: {problem}");
        Console.Error.WriteLine($"hint: {hint}");
        return Usage;
    }

    private static bool TryParsePace(string text, out TimeSpan pace)
    {
        bool isNumber = double.TryParse(
            text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        pace = text.EndsWith('m') ? TimeSpan.FromMinutes(number) : TimeSpan.FromSeconds(number);
        return isNumber && number > 0 && text[^1] is 's' or 'm';
    }
}
