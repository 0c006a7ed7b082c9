using Microsoft.Extensions.Hosting;

namespace Strategies.Edge.Hosting;

/// <summary>Signals are the process's: the web host ends when it is told to.</summary>
internal sealed class EdgeLifetime : IHostLifetime
{
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
