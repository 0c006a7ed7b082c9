using Strategies.Cell.Processes;
using Strategies.Feeds.Recorded;
using Strategies.Plans;
using Strategies.Plugins.Loading;
using Strategies.Session.WarmingUp;

namespace Strategies.Core;

/// <summary>
/// Whatever is in a slot is met once more on a thread that may compile, before the hot one goes on with it. Throwaway
/// instances in an engine of their own: those in the slots are not touched.
/// </summary>
public static class ResidentWarmUp
{
    /// <summary>Warms up what was loaded while inputs were run again. One that fails is said and stays.</summary>
    /// <param name="context">The process.</param>
    /// <param name="setup">The session.</param>
    /// <param name="packets">What versions are warmed up on.</param>
    /// <param name="versions">The engine's versions.</param>
    public static void Run(
        ProcessContext context, SessionSetup setup, RecordedPackets packets, LiveVersions versions)
    {
        WarmJournal scratch = new(context);
        foreach (LoadedStrategy loaded in versions.Resident)
        {
            try
            {
                scratch.Use(journal => WarmUp.Run(setup, loaded, [], packets, journal));
            }
            catch (Plugins.PackageException exception)
            {
                context.Log.Warning("slot {Slot}: warm-up of a resident version: {Problem}", loaded.Slot, exception.Message);
            }
        }
    }
}
