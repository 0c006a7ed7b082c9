using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;

namespace Strategies.Driver.Replay;

/// <summary>
/// Proves that what the strategies save is all of their state. At points of a run it saves the engine, restores it into a
/// second one with fresh instances of the same versions, and lets both run the same inputs to the next point: their outputs
/// and the states that they save there must be equal, byte for byte.
/// </summary>
/// <remarks>
/// One thread, not the hot one. Takes about as long as the engine itself once more. A version that saves less than it needs
/// shows only where that changes an output, or something that it does save, before the next point.
/// </remarks>
public sealed class StateCheck
{
    /// <summary>Points of a day, where nobody says how many.</summary>
    public const int PointsUsual = 8;

    /// <summary>Points of a day at most: each makes an engine anew.</summary>
    public const int PointsMax = 1_000;

    private readonly StrategySource _versions;
    private readonly MemoryStream _state = new();
    private readonly Queue<ulong> _points;
    private RestoredTwin? _twin;

    /// <summary>Makes a check and chooses its points.</summary>
    /// <param name="folder">The journal whose inputs are run.</param>
    /// <param name="versions">Where versions come from: for each restored slot a fresh instance.</param>
    /// <param name="seed">What chooses the points.</param>
    /// <param name="points">How many; 0 for no check.</param>
    /// <param name="toSequence">The last input that will be run; the largest number for all.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public StateCheck(string folder, StrategySource versions, int seed, int points, ulong toSequence = ulong.MaxValue)
    {
        _versions = versions;
        Seed = seed;
        _points = new Queue<ulong>(points == 0
            ? []
            : StatePoints.Choose(seed, points, Math.Min(toSequence, JournalReader.LastInputOf(folder))));
    }

    /// <summary>What chose the points.</summary>
    public int Seed { get; }

    /// <summary>Times that a state was restored.</summary>
    public int Restored { get; private set; }

    /// <summary>The first difference; null as long as there is none. The check ends with it.</summary>
    public StateDifference? Difference { get; private set; }

    /// <summary>Runs the input that was read in the second engine, where there is one.</summary>
    /// <param name="inputs">The run, in front of that input; it has begun with an engine of its own.</param>
    public void Before(JournalRunner inputs)
    {
        if (_twin is not null)
        {
            inputs.ApplyTo(_twin.Engine);
        }
    }

    /// <summary>Compares what both engines have made of the input; at a point also their states, and restores anew.</summary>
    /// <param name="inputs">The run, behind that input.</param>
    public void After(JournalRunner inputs)
    {
        if (_twin?.CompareOutputs() is { } difference)
        {
            End(difference);
        }
        else if (_points.TryPeek(out ulong point) && inputs.LastSequence >= point && CanSave(inputs))
        {
            _points.Dequeue();
            Look(inputs, goOn: true);
        }
    }

    /// <summary>Compares once more where the run has ended.</summary>
    /// <param name="inputs">The run.</param>
    public void Finish(JournalRunner inputs)
    {
        if (_twin is not null && inputs.LastSequence > _twin.SavedAt && CanSave(inputs))
        {
            Look(inputs, goOn: false);
        }
    }

    private ReadOnlyMemory<byte> Saved => _state.GetBuffer().AsMemory(0, (int)_state.Length);

    /// <summary>A slot that is mute for an input cannot be asked for its state behind it.</summary>
    private static bool CanSave(JournalRunner inputs) => inputs.Engine.CanSnapshot && inputs.MutedSlots == 0;

    private void Look(JournalRunner inputs, bool goOn)
    {
        try
        {
            _state.SetLength(0);
            EngineSnapshot.Write(inputs.Engine, _state);
            if (_twin?.CompareStates(Saved) is { } difference)
            {
                End(difference);
            }
            else if (goOn)
            {
                Restore(inputs);
            }
        }
        catch (SnapshotException refusal)
        {
            End(new StateDifference("", default, inputs.LastSequence, inputs.LastSequence, refusal.Message));
        }
    }

    private void Restore(JournalRunner inputs)
    {
        _state.Position = 0;
        _twin = RestoredTwin.Of(inputs.Engine, _state, inputs.Sizes!, _versions);
        Restored++;
        if (_twin.CompareStates(Saved) is { } difference)
        {
            End(difference);
        }
    }

    private void End(StateDifference difference)
    {
        Difference = difference;
        _twin = null;
        _points.Clear();
    }
}
