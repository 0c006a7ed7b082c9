using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Driver.Recovery;
using Strategies.Driver.Replay;
using Strategies.Journal;
using Strategies.Journal.Durability;
using Strategies.Journal.Snapshots;
using Strategies.Program;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Cli.Commands;

/// <summary><c>strat recover</c>: brings the engine of a journal back, and says what state it is in.</summary>
internal static class RecoverCommand
{
    private static readonly Argument<string> Folder = new("dir") { Description = "Folder of a journal." };

    private static readonly Option<string> From = new("--from")
    {
        Description = "latest: the newest snapshot that can be used. genesis: the first input. Or a snapshot's name.",
        DefaultValueFactory = _ => "latest",
    };

    private static readonly Option<ulong?> To =
        new("--to") { Description = "Stops behind this input. The journal is only read." };

    private static readonly Option<bool> Verify = new("--verify")
    {
        Description = "Recovers from the first input and from every snapshot, and compares the states; restores states in the "
            + "middle of the day too. The journal is only read.",
    };

    private static readonly StateOptions States = new();

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON line last on standard output." };

    internal static Command Make()
    {
        Command recover =
            new("recover", "Cuts what a killed writer left unfinished, starts an engine from the newest snapshot, runs every input "
            + "behind it, appends the outputs that are missing, and shows the state and the open orders. Exit 1 when an "
            + "output differs from the recorded one, or a strategy does not save all of its state.")
        {
            Folder, From, To, Verify, States.Seed, States.Points, Json,
        };
        recover.SetAction(parsed => CommandRunner.Run(parsed.GetValue(Json), terminal => Recover(terminal, parsed)));
        return recover;
    }

    private static int Recover(Terminal terminal, ParseResult parsed)
    {
        string folder = parsed.GetValue(Folder)!;
        if (!Directory.Exists(folder))
        {
            throw new JournalException(
                JournalFault.NotAJournal,
                "there is no such folder",
                "give the folder that backtest --journal made",
                folder);
        }

        return parsed.GetValue(Verify) ? VerifyAll(terminal, folder, parsed)
            : parsed.GetValue(To) is { } to ? Show(terminal, folder, Options(parsed) with { ToSequence = to }, null)
            : Write(terminal, folder, Options(parsed));
    }

    private static RecoveryOptions Options(ParseResult parsed) => parsed.GetValue(From) switch
    {
        "latest" => new RecoveryOptions(),
        "genesis" => new RecoveryOptions { FromGenesis = true },
        string name => new RecoveryOptions { Snapshot = name },
        _ => new RecoveryOptions(),
    };

    /// <summary>As a core does it: with the journal's lock, on the journal as it is left behind.</summary>
    private static int Write(Terminal terminal, string folder, RecoveryOptions options)
    {
        using JournalWriter writer = JournalWriter.Open(folder, OptionsOf(folder, options));
        RecoveryReport found = writer.Recovery;
        foreach (string cut in new[] { found.InputTail?.ToString(), found.OutputTail?.ToString() }.OfType<string>())
        {
            terminal.Warn($"cut: {cut}");
        }

        foreach (JournalException damage in found.DamageMovedAside)
        {
            terminal.Warn($"moved aside to {found.AsideFolder}: {damage.Message}");
        }

        return Show(terminal, folder, options, writer);
    }

    private static int Show(Terminal terminal, string folder, RecoveryOptions options, JournalWriter? writer)
    {
        JournalSession session = new(folder);
        long start = Stopwatch.GetTimestamp();
        RecoveredEngine recovered =
            new EngineRecovery(folder, session.OptionsOf, session.NewVersions()).Run(options, writer);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        writer?.Flush();
        foreach (string difference in recovered.EnvironmentDifferences)
        {
            terminal.Warn($"this machine is not the one that wrote the journal: {difference}");
        }

        foreach (RefusedSnapshot refused in recovered.Refused)
        {
            terminal.Warn($"snapshot {refused.Name} is not used: {refused.Reason}");
        }

        foreach (LossySnapshot lossy in recovered.Lossy)
        {
            terminal.Warn($"began before a snapshot that is not whole: {lossy}");
        }

        if (terminal.IsJson)
        {
            Terminal.WriteJson(RecoverReport.Json(recovered, elapsed));
        }
        else
        {
            RecoverReport.Show(terminal, recovered, elapsed);
        }

        if (recovered.Difference is { } found)
        {
            Console.Error.WriteLine($"difference: {found}");
        }

        return recovered.Difference is null ? ExitCode.Success : ExitCode.Difference;
    }

    private static int VerifyAll(Terminal terminal, string folder, ParseResult parsed)
    {
        ulong to = parsed.GetValue(To) ?? ulong.MaxValue;
        JournalSession session = new(folder);
        StoredVersions versions = session.NewVersions();
        StateCheck check = States.NewCheck(parsed, folder, versions, to);
        RecoveryOptions genesis = new() { FromGenesis = true, ToSequence = to, States = check };
        List<(string From, RecoveredEngine Recovered, Hash256 State)> states = [];
        foreach (RecoveryOptions options in Starts(folder, genesis))
        {
            RecoveredEngine recovered = new EngineRecovery(folder, session.OptionsOf, versions).Run(options, writer: null);
            states.Add((options.Snapshot ?? "genesis", recovered, recovered.StateHash()));
            terminal.Say($"from {states[^1].From}: state {states[^1].State.ToShortString()} behind input {recovered.LastSequence:N0}");
        }

        bool isEqual = states.TrueForAll(state =>
            state.Recovered.Difference is null && state.State == states[0].State && !state.State.IsEmpty);
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new
            {
                equal = isEqual,
                lastSequence = states[0].Recovered.LastSequence,
                stateHash = states[0].State.ToString(),
                starts = states.Select(state => new
                {
                    from = state.From,
                    stateHash = state.State.ToString(),
                    inputsRun = state.Recovered.InputsRun,
                    difference = state.Recovered.Difference?.ToString(),
                }),
                states = StateOptions.Json(check),
            });
        }
        else
        {
            terminal.Say(isEqual ? "every start gives the same state" : "the states differ");
            terminal.Messages.MarkupLine($"states restored in the middle of the day: {StateOptions.Words(check)}");
        }

        return StateOptions.Tell(check) && isEqual ? ExitCode.Success : ExitCode.Difference;
    }

    private static IEnumerable<RecoveryOptions> Starts(string folder, RecoveryOptions genesis) =>
    [
        genesis,
        .. new SnapshotStore(new JournalLayout(folder)).List()
            .Where(entry => entry.IsUsable && entry.Sequence <= genesis.ToSequence)
            .Select(entry => genesis with { FromGenesis = false, Snapshot = entry.Name, States = null }),
    ];

    /// <summary>
    /// A recovery writes in the cell and the term that the journal is in. From a snapshot it checks no more than it runs;
    /// what a loss of power damaged behind the durable point moves aside.
    /// </summary>
    private static JournalOptions OptionsOf(string folder, RecoveryOptions options)
    {
        using JournalReader inputs = JournalReader.OpenInputs(folder);
        if (!inputs.MoveNext())
        {
            throw new JournalException(
                JournalFault.NotAJournal,
                "there is no input in the journal",
                "there is nothing to recover: start a new day",
                folder);
        }

        bool isLatest = !options.FromGenesis && options.Snapshot is null;
        return new JournalOptions
        {
            Cell = inputs.Header.Cell,
            Epoch = inputs.Header.Epoch,
            Environment = JournalBeginning.Here(inputs),
            VerifyFrom = isLatest ? new SnapshotStore(new JournalLayout(folder)).Latest()?.Sequence ?? 0 : 0,
            DamageBeyondDurable = DamagePolicy.MoveAside,
        };
    }
}
