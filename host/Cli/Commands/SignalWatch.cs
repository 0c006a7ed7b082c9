using System.Runtime.InteropServices;
using Strategies.Cell.Processes;

namespace Strategies.Cli.Commands;

/// <summary>Keeps Ctrl-C and the wish to terminate from ending the process before a command has cleaned up.</summary>
internal sealed class SignalWatch : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private volatile int _exitCode;

    internal SignalWatch() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, ExitCode.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, ExitCode.Terminated)),
    ];

    /// <summary>True when a signal came.</summary>
    internal bool IsSignaled => _exitCode != 0;

    /// <summary>What the process is to end with because of the signal; 0 when none came.</summary>
    internal int Code => _exitCode;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Take(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        _exitCode = exitCode;
    }
}
