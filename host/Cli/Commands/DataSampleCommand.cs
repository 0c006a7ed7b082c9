using System.CommandLine;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Feeds.Samples;
using Strategies.Plans;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat data sample</c>: makes a small artificial day.</summary>
internal static class DataSampleCommand
{
    private const int RowsMax = 1_000_000;

    internal static Command Make()
    {
        Argument<string> file = new("file") { Description = "The zip to make." };
        Option<int?> rows = new("--rows") { Description = "Rows of the message file." };
        Option<ulong?> seed =
            new("--seed") { Description = "Seed: the same seed makes the same bytes on every machine." };
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command sample = new(
            "sample",
            "Makes a small artificial day in LOBSTER's form from a seeded order flow, for trying things out where no real data is.")
        {
            file, rows, seed, json,
        };
        sample.SetAction(parsed => CommandRunner.Run(parsed.GetValue(json), terminal =>
        {
            LobsterSampleOptions options = new();
            options = parsed.GetValue(rows) is { } count ? options with { Rows = Checked(count) } : options;
            options = parsed.GetValue(seed) is { } chosen ? options with { Seed = chosen } : options;
            LobsterSampleOptions written = LobsterSampleWriter.Write(parsed.GetValue(file)!, options);
            if (terminal.IsJson)
            {
                Terminal.WriteJson(new { file = parsed.GetValue(file), rows = written.Rows, seed = written.Seed });
            }
            else
            {
                terminal.Say($"{parsed.GetValue(file)}: {written.Rows} rows, seed {written.Seed}");
            }

            return ExitCode.Success;
        }));
        return sample;
    }

    private static int Checked(int rows) => rows is >= 1 and <= RowsMax
        ? rows
        : throw new PlanException("--rows", $"{rows} is not a number of rows", $"write 1 to {RowsMax}");
}
