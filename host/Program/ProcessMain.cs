using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Cell.Words;

namespace Strategies.Program;

/// <summary>
/// The executable of every process of a cell: <c>strat-process NAME --cell FILE</c>. The supervisor starts it with the
/// settings that the role needs; it has no words for people but its errors.
/// </summary>
internal static class ProcessMain
{
    private const string Usage = "strat-process core|core-next|venue[-N]|archiver|follower|edge|supervisor --cell FILE";

    private static int Main(string[] arguments)
    {
        ShownWriter.Install();
        return Run(arguments);
    }

    private static int Run(string[] arguments) => arguments switch
    {
        [RehearseEntry.Command, .. string[] words] =>
            ErrorBoundary.Run(() => RehearseEntry.Run(words), RehearseEntry.WriteProblem),
        [var name, "--cell", var cell] when CellProcess.TryParse(name, out CellProcess process) =>
            ErrorBoundary.Run(() => Become(process, cell), Fail),
        _ => RefuseUsage(),
    };

    private static int Become(CellProcess process, string cell)
    {
        ProcessEntry.Run(cell, process);
        return ExitCode.Success;
    }

    private static int RefuseUsage()
    {
        Fail("the command line is not understood", Usage);
        return ExitCode.Usage;
    }

    private static void Fail(string problem, string hint)
    {
        Console.Error.WriteLine($"error: {problem}");
        if (hint.Length > 0)
        {
            Console.Error.WriteLine($"hint: {hint}");
        }
    }
}
