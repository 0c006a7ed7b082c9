using Strategies.Program;

namespace Strategies.Cli.Output;

/// <summary>Runs a command of <c>strat</c>; what it throws becomes a message on the terminal and an exit code.</summary>
internal static class CommandRunner
{
    internal static int Run(bool isJson, Func<Terminal, int> command)
    {
        Terminal terminal = new(isJson);
        return ErrorBoundary.Run(() => command(terminal), (problem, hint) => terminal.Fail(problem, hint));
    }
}
