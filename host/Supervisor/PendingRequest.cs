using Strategies.Cell.Clients;

namespace Strategies.Supervisor;

/// <summary>A request that waits for the supervisor's thread.</summary>
/// <param name="request">What is asked.</param>
internal sealed class PendingRequest(ControlRequest request)
{
    private readonly TaskCompletionSource<ControlAnswer> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ControlRequest Request { get; } = request;

    /// <summary>Gives the answer; a second one is ignored.</summary>
    internal void Answer(ControlAnswer answer) => _answer.TrySetResult(answer);

    /// <summary>Waits for the answer.</summary>
    internal ControlAnswer Await() => _answer.Task.GetAwaiter().GetResult();
}
