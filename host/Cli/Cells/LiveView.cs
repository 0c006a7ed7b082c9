using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cli.Output;

namespace Strategies.Cli.Cells;

/// <summary>A view that is drawn twice a second until somebody presses q or Ctrl-C.</summary>
internal static class LiveView
{
    private const int PollMs = 50;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>True where somebody looks.</summary>
    internal static bool IsPossible(Terminal terminal) => terminal.Results.Profile.Out.IsTerminal;

    internal static void Run(Terminal terminal, Func<IRenderable> draw)
    {
        using CancellationTokenSource stop = new();
        ConsoleCancelEventHandler cancel = (_, pressed) =>
        {
            pressed.Cancel = true; // Ends below, which gives the cursor back.
            stop.Cancel();
        };
        Console.CancelKeyPress += cancel;
        try
        {
            // Where the terminal is too low, the end is cut and not the beginning.
            LiveDisplay display = terminal.Results.Live(draw())
                .Overflow(VerticalOverflow.Ellipsis).Cropping(VerticalOverflowCropping.Bottom);
            display.Start(context =>
            {
                while (!IsEnded(stop.Token))
                {
                    context.UpdateTarget(draw());
                    context.Refresh();
                }
            });
        }
        finally
        {
            Console.CancelKeyPress -= cancel;
        }
    }

    /// <summary>Waits a period; true when it is to end.</summary>
    private static bool IsEnded(CancellationToken stop)
    {
        long from = Environment.TickCount64;
        while (Environment.TickCount64 - from < Period.TotalMilliseconds)
        {
            if (stop.WaitHandle.WaitOne(PollMs))
            {
                return true;
            }

            while (!Console.IsInputRedirected && Console.KeyAvailable)
            {
                if (Console.ReadKey(intercept: true).KeyChar is 'q' or 'Q')
                {
                    return true;
                }
            }
        }

        return false;
    }
}
