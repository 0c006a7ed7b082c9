using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Follower.Candidates;

/// <summary>
/// A version that runs beside the live one, on the live inputs, without trading. It has its own engine and its own
/// place in the journal.
/// </summary>
/// <remarks>
/// The follower's thread. What the version throws stays in its slot; one that never returns holds the thread up, and
/// one that overflows the stack ends the process: whoever restarts it begins without shadows.
/// </remarks>
public sealed class ShadowSlot : IDisposable
{
    private readonly JournalRunner _inputs;

    private ShadowSlot(CandidateEngine candidate, Hash256 packageHash, JournalRunner inputs)
    {
        Candidate = candidate;
        PackageHash = packageHash;
        _inputs = inputs;
    }

    /// <summary>The engine in which it runs, with its counts.</summary>
    public CandidateEngine Candidate { get; }

    /// <summary>The version.</summary>
    public Hash256 PackageHash { get; }

    /// <summary>Starts a shadow where a follower stands.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="engine">An engine of its own, a copy of the follower's.</param>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="packageHash">The version.</param>
    /// <param name="meter">Is told of calls into the version; may be null.</param>
    /// <param name="reason">Why it cannot be started; empty when it is.</param>
    /// <returns>The shadow, or null.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static ShadowSlot? TryStart(
        string folder, TradingEngine engine, int slot, Hash256 packageHash, CallbackMeter? meter, out string reason)
    {
        engine.Meter = meter;
        JournalRunner inputs = new(folder, engine, JournalReadMode.Follow);
        CandidateEngine candidate = new(inputs, slot, packageHash);
        bool isInstalled = false;
        try
        {
            isInstalled = candidate.Install(out reason);
            return isInstalled ? new ShadowSlot(candidate, packageHash, inputs) : null;
        }
        finally
        {
            if (!isInstalled)
            {
                inputs.Dispose();
            }
        }
    }

    /// <summary>Runs inputs up to where the follower is, unless the version runs no more.</summary>
    /// <param name="toSequence">The follower's last input.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>How many were read.</returns>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    public int Follow(ulong toSequence, int most)
    {
        int run = 0;
        while (run < most && Candidate.IsRunning && Candidate.LastSequence < toSequence && _inputs.TryNext())
        {
            Candidate.Apply();
            run++;
        }

        return run;
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose() => _inputs.Dispose();
}
