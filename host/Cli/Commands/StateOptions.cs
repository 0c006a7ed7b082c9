using System.CommandLine;
using System.Globalization;
using Strategies.Cli.Output;
using Strategies.Driver.Replay;
using Strategies.Engine.Slots;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Commands;

/// <summary>The options of commands that look whether strategies save all of their state, and what they say of it.</summary>
internal sealed class StateOptions
{
    private const string SeedName = "--state-seed";
    private const string PointsName = "--state-points";

    /// <summary>Chooses the points; a random one where it is not given.</summary>
    internal Option<int?> Seed { get; } = new(SeedName)
    {
        Description = "Chooses the records behind which states are saved, restored and compared; at random if not given.",
    };

    /// <summary>How many points.</summary>
    internal Option<int> Points { get; } = new(PointsName)
    {
        Description = "At how many records of the day states are saved, restored and compared; 0 for none.",
        DefaultValueFactory = _ => StateCheck.PointsUsual,
    };

    /// <summary>Makes the options.</summary>
    internal StateOptions() => Points.Validators.Add(points =>
    {
        if (points.GetValueOrDefault<int>() is < 0 or > StateCheck.PointsMax)
        {
            points.AddError($"{PointsName} takes 0 to {StateCheck.PointsMax}");
        }
    });

    /// <summary>The check that the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The journal.</param>
    /// <param name="versions">Where versions come from.</param>
    /// <param name="toSequence">The last input that will be run; the largest number for all.</param>
    internal StateCheck NewCheck(ParseResult parsed, string folder, StrategySource versions, ulong toSequence = ulong.MaxValue) =>
        new(folder, versions, parsed.GetValue(Seed) ?? NewSeed(), parsed.GetValue(Points), toSequence);

    /// <summary>The same options for another process.</summary>
    /// <param name="parsed">The command line.</param>
    internal IEnumerable<string> Pass(ParseResult parsed) =>
    [
        SeedName, (parsed.GetValue(Seed) ?? NewSeed()).ToString(CultureInfo.InvariantCulture),
        PointsName, parsed.GetValue(Points).ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>What came of it, for JSON.</summary>
    internal static object Json(StateCheck states) => new
    {
        seed = states.Seed,
        restored = states.Restored,
        difference = states.Difference is { } difference
            ? new
            {
                slot = difference.Slot.Length > 0 ? difference.Slot : null,
                version = difference.PackageHash.IsEmpty ? null : difference.PackageHash.ToString(),
                savedAt = difference.SavedAt,
                atSequence = difference.AtSequence,
                text = difference.Text,
            }
            : null,
    };

    /// <summary>What came of it, in a few words.</summary>
    internal static string Words(StateCheck states) => states.Difference is not null ? $"[red]differs[/] (seed {states.Seed})"
        : states.Restored == 0 ? "not looked at"
        : $"[green]equal[/] (restored {states.Restored} times, seed {states.Seed})";

    /// <summary>Says on standard error what differs.</summary>
    /// <returns>True when nothing does.</returns>
    internal static bool Tell(StateCheck states)
    {
        if (states.Difference is { } difference)
        {
            Console.Error.WriteLine($"difference: {ControlText.Line(difference.ToString())} (--state-seed {states.Seed} shows it again)");
        }

        return states.Difference is null;
    }

    private static int NewSeed() => Random.Shared.Next();
}
