using System.CommandLine;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Journal;
using Strategies.Journal.Cutting;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat journal cut</c>: takes the end of a journal out.</summary>
internal static class JournalCutCommand
{
    internal static Command Make()
    {
        Argument<string> folder = new("dir") { Description = "Folder of a journal." };
        Option<ulong> after =
            new("--after") { Description = "Number of the last input that stays.", Required = true };
        Option<bool> yes = new("--yes") { Description = "Cut without asking." };
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command cut =
            new("cut", "Cuts a journal behind an input: later inputs, the outputs that they caused and snapshots of later "
            + "states move into its folder cut/NUMBER. What is behind the cut may be damaged. Nothing is deleted.")
        {
            folder, after, yes, json,
        };
        cut.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(json),
            terminal => Cut(terminal, parsed.GetValue(folder)!, parsed.GetValue(after), parsed.GetValue(yes))));
        return cut;
    }

    private static int Cut(Terminal terminal, string folder, ulong after, bool isSure)
    {
        using JournalCut cut = JournalCut.Prepare(folder, after);
        CutPlan plan = cut.Plan;
        Show(terminal, plan);
        if (!plan.IsEmpty && !isSure)
        {
            if (Console.IsInputRedirected || terminal.IsJson)
            {
                const string Problem = "nothing was cut, since nobody confirmed it";
                const string Hint = "look at what would be cut, then give --yes";
                Console.Error.WriteLine($"error: {Problem}");
                Console.Error.WriteLine($"hint: {Hint}");
                Finish(terminal, plan, null, Problem, Hint);
                return ExitCode.Usage;
            }

            if (!terminal.Messages.Confirm("Cut this out of the journal?", defaultValue: false))
            {
                terminal.Say("The journal is left as it is.");
                return ExitCode.Success;
            }
        }

        string? aside = cut.Execute();
        terminal.Say(aside is null
            ? $"Nothing lies behind input {plan.AfterSequence}: the journal is as it was."
            : $"Cut. The journal ends with input {plan.AfterSequence}; what was behind is in {aside}");
        Finish(terminal, plan, aside, null, null);
        return ExitCode.Success;
    }

    private static void Show(Terminal terminal, CutPlan plan)
    {
        terminal.Say($"The last input that stays is {plan.AfterSequence} of {Words.Time(plan.AfterTimeNs)}.");
        terminal.Say(plan.Inputs == 0
            ? "No whole input lies behind it."
            : $"Cut out: {Words.Count(plan.Inputs)} inputs, {plan.AfterSequence + 1} to {plan.LastInputSequence}.");
        terminal.Say($"Cut out: {Words.Count(plan.Outputs)} outputs and {plan.Snapshots.Count} snapshots.");
        foreach (JournalException damage in plan.Damage)
        {
            terminal.Say($"Cut out: damage, {damage.What} ({damage.File}, byte {damage.Offset}).");
        }

        if (plan.OutputsEndAtCause is { } cause)
        {
            terminal.Warn(
                $"the outputs are damaged behind those of input {cause}, so inputs from {cause} to {plan.AfterSequence} may "
                + "be without theirs: an engine that recovers the journal makes them again");
        }
    }

    private static void Finish(Terminal terminal, CutPlan plan, string? aside, string? problem, string? hint)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new Dictionary<string, object?>
            {
                ["after"] = plan.AfterSequence,
                ["cut"] = problem is null && !plan.IsEmpty,
                ["inputs"] = plan.Inputs,
                ["lastInput"] = plan.LastInputSequence,
                ["outputs"] = plan.Outputs,
                ["snapshots"] = plan.Snapshots,
                ["damage"] = plan.Damage.Select(damage => damage.Message),
                ["outputsEndAtCause"] = plan.OutputsEndAtCause,
                ["folder"] = aside,
                ["error"] = problem,
                ["hint"] = hint,
            });
        }
    }
}
