namespace Strategies.Benchmarks.Ipc;

/// <summary>A way from one thread to another and back.</summary>
internal abstract class Hop : IDisposable
{
    /// <summary>Sends a number there and waits until it is back. The first thread.</summary>
    internal abstract void RoundTrips(long first, int count);

    /// <summary>Sends every number back that comes. The second thread.</summary>
    internal abstract void Answer(long first, int count);

    public virtual void Dispose()
    {
    }
}
