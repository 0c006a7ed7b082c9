using System.Diagnostics;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Tokens;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;

namespace Strategies.Cli.Play;

/// <summary>
/// What a day must bear without the core noticing: the metrics are scraped every second and the edge is killed twice.
/// </summary>
internal sealed class Strain : IDisposable
{
    private readonly Terminal _terminal;
    private readonly CellSetup _setup;
    private readonly long _messagesOfTheDay;
    private readonly Func<long> _messages;
    private readonly CancellationTokenSource _ending = new();
    private readonly Thread _thread;

    internal Strain(Terminal terminal, CellSetup setup, long messagesOfTheDay, Func<long> messages)
    {
        _terminal = terminal;
        _setup = setup;
        _messagesOfTheDay = messagesOfTheDay;
        _messages = messages;
        _thread = new Thread(Run) { Name = "strain", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Scrapes that were answered.</summary>
    internal int Scrapes { get; private set; }

    /// <summary>Times that the edge was killed.</summary>
    internal int Kills { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _thread.Join();
        _ending.Dispose();
    }

    private void Run()
    {
        while (!_ending.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1)))
        {
            Scrape();
            long messages = _messages();
            if (Kills < 2 && messages > _messagesOfTheDay * (Kills + 1) / 3)
            {
                KillEdge();
            }
        }
    }

    private void Scrape()
    {
        try
        {
            using EdgeClient client = new(_setup, token: null, EdgeRole.Viewer) { Patience = TimeSpan.FromSeconds(5) };
            client.Scrape();
            Scrapes++;
        }
        catch (CellException)
        {
            // An edge that was just killed does not answer; how many did is counted.
            return;
        }
    }

    private void KillEdge()
    {
        int pid = new StatusReader(_setup).Read().Processes
            .FirstOrDefault(row => row.Process == ProcessRoles.NameOf(ProcessRole.Edge))?.Pid ?? 0;
        if (pid == 0)
        {
            return;
        }

        using Process edge = Process.GetProcessById(pid);
        edge.Kill();
        Kills++;
        _terminal.Say($"killed the edge, process {pid}");
    }
}
