using Serilog;
using Strategies.Cell.Processes;
using Strategies.Journal;

namespace Strategies.Archiver;

/// <summary>
/// Whether the disk takes what it is given: says so in the counters, by which the core holds new orders, and once a
/// change in the log. Any thread.
/// </summary>
/// <param name="counters">The archiver's counters.</param>
/// <param name="log">Its log.</param>
internal sealed class ArchiverHealth(CellCounters<ArchiverCounter> counters, ILogger log)
{
    /// <summary>
    /// Bad message: what Linux's file systems report for a wrong checksum, here for whatever is wrong without an error
    /// number of its own.
    /// </summary>
    internal const int DamageErrorNumber = 74;

    private readonly Lock _lock = new();
    private string _said = "";
    private bool _isSlow;

    /// <summary>Everything went well.</summary>
    internal void Good()
    {
        lock (_lock)
        {
            if (_said.Length > 0 || _isSlow)
            {
                log.Information("the archive takes the journal again");
            }

            _said = "";
            _isSlow = false;
            // Last: whoever sees the word changed finds the reason as it is now.
            counters[ArchiverCounter.LastError] = 0;
            counters[ArchiverCounter.IsStalled] = 0;
        }
    }

    /// <summary>Copying or syncing has failed: nothing is lost, but nothing is brought to the disk either.</summary>
    /// <param name="failure">Why.</param>
    internal void Stalled(JournalException failure)
    {
        lock (_lock)
        {
            Say(failure, "the journal stays in memory only: {Problem}");
            counters[ArchiverCounter.IsStalled] = 1;
        }
    }

    /// <summary>Memory cannot be freed; the disk is well.</summary>
    /// <param name="failure">Why.</param>
    internal void NotEvicted(JournalException failure)
    {
        lock (_lock)
        {
            Say(failure, "archived segments stay in memory: {Problem}");
        }
    }

    /// <summary>A call to the disk has not come back for long.</summary>
    /// <param name="forMs">How long, ms.</param>
    internal void Slow(long forMs)
    {
        lock (_lock)
        {
            if (!_isSlow)
            {
                log.Warning("the disk has not answered for {ForMs} ms: the journal stays in memory only", forMs);
            }

            _isSlow = true;
            counters[ArchiverCounter.IsStalled] = 1;
        }
    }

    private void Say(JournalException failure, string template)
    {
        counters[ArchiverCounter.LastError] = failure.ErrorNumber != 0 ? failure.ErrorNumber : DamageErrorNumber;
        // Said once for each problem, not for each round.
        if (failure.Message != _said)
        {
            _said = failure.Message;
            log.Error(template, failure.Message);
        }
    }
}
