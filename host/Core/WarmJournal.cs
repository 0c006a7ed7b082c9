using Strategies.Cell.Processes;
using Strategies.Engine;
using Strategies.Journal;

namespace Strategies.Core;

/// <summary>A throwaway journal beside the cell's own, so that appending is warm too.</summary>
public sealed class WarmJournal(ProcessContext context)
{
    private const long SegmentBytes = 1L << 22;

    private bool _isWarm;

    /// <summary>Does work with a throwaway journal the first time, and without one afterwards.</summary>
    public void Use(Action<JournalWriter?> work)
    {
        if (_isWarm)
        {
            work(null);
            return;
        }

        string folder = Path.Combine(context.Setup.Paths.Memory, $"strategies-warm-up-{Environment.ProcessId}");
        try
        {
            EnvironmentInfo environment = EnvironmentInfo.Capture(EngineBuild.Id, [], []);
            using (JournalWriter journal = JournalWriter.Open(
                folder, CoreJournal.OptionsOf(context, environment) with { SegmentBytes = SegmentBytes }))
            {
                work(journal);
            }

            _isWarm = true;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
