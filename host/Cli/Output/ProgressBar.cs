using Spectre.Console;

namespace Strategies.Cli.Output;

/// <summary>A progress bar on standard error while something long runs; nothing where nobody looks.</summary>
internal static class ProgressBar
{
    /// <summary>Runs work that reports the fraction done.</summary>
    internal static T Run<T>(Terminal terminal, string what, Func<IProgress<double>, T> work)
    {
        if (!terminal.Messages.Profile.Out.IsTerminal)
        {
            return work(new Silent());
        }

        return Make(terminal).Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: 1);
            T result = work(new Reporter(task));
            task.Value = 1;
            return result;
        });
    }

    /// <summary>Runs work beside a bar that is refreshed by asking.</summary>
    internal static T Run<T>(Terminal terminal, Func<(string Text, double Fraction)> look, Func<T> work)
    {
        if (!terminal.Messages.Profile.Out.IsTerminal)
        {
            return work();
        }

        return Make(terminal).Start(context =>
        {
            ProgressTask task = context.AddTask("preparing", maxValue: 1);
            using Timer timer = new(_ => Refresh(task, look), null, 0, 100);
            T result = work();
            task.Value = 1;
            return result;
        });
    }

    private static Progress Make(Terminal terminal) => terminal.Messages.Progress()
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
            new ElapsedTimeColumn());

    private static void Refresh(ProgressTask task, Func<(string Text, double Fraction)> look)
    {
        (string text, double fraction) = look();
        task.Description = Markup.Escape(text);
        task.Value = Math.Clamp(fraction, 0, 0.999);
    }

    private sealed class Silent : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }

    private sealed class Reporter(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
