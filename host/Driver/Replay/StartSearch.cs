using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.Journal.Snapshots;

namespace Strategies.Driver.Replay;

/// <summary>
/// Where a run of a journal begins that is held against the recorded outputs: a snapshot from which they do not come out again is
/// given up for an earlier one, and in the end for the first input, where there is no restored state that could lack something.
/// </summary>
/// <remarks>One thread. Each step back costs the run from that start to the first difference, the last one the whole journal.</remarks>
/// <param name="first">Where to begin; one that is named is not given up.</param>
public sealed class StartSearch(RunStart first)
{
    private readonly List<LossySnapshot> _lossy = [];

    /// <summary>Where the next run begins.</summary>
    public RunStart Start { get; private set; } = first;

    /// <summary>Snapshots that were given up, newest first; to be believed when a run from an earlier start has come through.</summary>
    public IReadOnlyList<LossySnapshot> Lossy => _lossy;

    /// <summary>Begins no later than behind an input, for another reason than a difference.</summary>
    /// <param name="sequence">The input.</param>
    public void NotBehind(ulong sequence) => Start = RunStart.Newest(Math.Min(sequence, Start.NewestUpTo ?? 0));

    /// <summary>Gives the start of a run up.</summary>
    /// <param name="run">The run, which has come to another output.</param>
    /// <param name="difference">That output.</param>
    /// <returns>False when there is no earlier start: then it was not the start.</returns>
    public bool TryEarlier(JournalRunner run, OutputDifference difference)
    {
        if (run.Start is not { } start || Start.Snapshot is not null)
        {
            _lossy.Clear();
            return false;
        }

        TradingEngine engine = run.Engine;
        bool isSlots = difference.Slot > 0 && difference.Slot <= engine.SlotCount;
        _lossy.Add(new LossySnapshot(
            run.StartName,
            start.Sequence,
            difference,
            isSlots ? engine.NameOf(difference.Slot) : "",
            isSlots ? engine.PackageOf(difference.Slot) : default));
        Start = RunStart.Newest(start.Sequence - 1);
        return true;
    }

    /// <summary>Sets aside what was given up, as far as it is still there: nobody begins with it again.</summary>
    /// <param name="folder">The journal's folder.</param>
    public void SetAside(string folder)
    {
        SnapshotStore store = new(new JournalLayout(folder));
        foreach (LossySnapshot lossy in _lossy)
        {
            store.TrySetAside(lossy.Name);
        }
    }
}
