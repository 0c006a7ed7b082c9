using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>
/// A second engine that was restored from the state of one that runs, with instances of its own of the same versions: both are given
/// the same inputs, and what they make and what they save must be equal, byte for byte.
/// </summary>
/// <remarks>One thread, not the hot one. Takes about as long as the engine itself once more.</remarks>
public sealed class RestoredTwin
{
    private readonly TradingEngine _run;
    private readonly string[] _fields;

    private RestoredTwin(TradingEngine run, TradingEngine engine)
    {
        _run = run;
        Engine = engine;
        SavedAt = run.LastSequence;
        // Now, as long as nothing else has moved them apart.
        _fields = [.. Enumerable.Range(1, run.SlotCount).Select(slot => FieldSearch.Words(run.StrategyOf(slot), engine.StrategyOf(slot)))];
    }

    /// <summary>The restored engine.</summary>
    public TradingEngine Engine { get; }

    /// <summary>The input behind which the state was saved.</summary>
    public ulong SavedAt { get; }

    /// <summary>Restores one.</summary>
    /// <param name="run">The engine that runs.</param>
    /// <param name="state">Its state behind its last input.</param>
    /// <param name="sizes">Sizes of its tables.</param>
    /// <param name="versions">Where versions come from: for each restored slot a fresh instance.</param>
    /// <param name="meter">Is told of the calls into the fresh instances; none for nobody.</param>
    /// <exception cref="SnapshotException">A version refuses the state.</exception>
    public static RestoredTwin Of(
        TradingEngine run, Stream state, EngineOptions sizes, StrategySource versions, CallbackMeter? meter = null) =>
        new(run, EngineSnapshot.Read(state, sizes, versions, meter));

    /// <summary>Compares what both have made of the last input.</summary>
    /// <returns>The first difference; null when there is none.</returns>
    public StateDifference? CompareOutputs() => _run.Outputs.Bytes.SequenceEqual(Engine.Outputs.Bytes)
        ? null
        : Named(StateWords.OfOutputs(_run, Engine, SavedAt));

    /// <summary>Compares what both save behind the last input.</summary>
    /// <param name="state">What the engine that runs has saved there.</param>
    /// <returns>The first difference; null when there is none.</returns>
    /// <exception cref="SnapshotException">A strategy cannot save its state.</exception>
    public StateDifference? CompareStates(ReadOnlyMemory<byte> state)
    {
        using ComparingStream others = new(state);
        EngineSnapshot.Write(Engine, others);
        return others.IsEqual ? null : Named(StateWords.OfStates(_run, Engine, SavedAt));
    }

    private StateDifference Named(StateDifference difference) =>
        difference.SlotNumber > 0 ? difference with { Fields = _fields[difference.SlotNumber - 1] } : difference;
}
