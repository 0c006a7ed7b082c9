using Strategies.Driver;

namespace Strategies.Cli.Commands;

/// <summary>A callback of a strategy did not return: nothing can end it but the end of the process.</summary>
/// <param name="running">The call.</param>
/// <param name="limit">How long it was waited for.</param>
internal sealed class CallbackHungException(RunningCallback running, TimeSpan limit)
    : Exception($"{running.Call} of slot {running.Slot} did not return within {limit}")
{
    internal RunningCallback Running => running;

    internal TimeSpan Limit => limit;
}
