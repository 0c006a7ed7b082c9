using System.Runtime.InteropServices;
using Strategies.Driver.Replay;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;

namespace Strategies.Driver.Following;

/// <summary>
/// Proves a captured state before it becomes a snapshot: it is restored into a second engine, which then runs the follower's inputs
/// beside it. Each output must be the same, and what both save at the end. Only what was so proven is anybody's to begin with.
/// </summary>
/// <remarks>
/// The follower's thread. Between the beginning and the end every input is run twice, and a second engine is in memory. What is
/// forgotten and changes nothing on the way stays unseen: whoever recovers holds the outputs behind the snapshot against the journal's.
/// </remarks>
/// <param name="versions">Where versions come from: for the second engine instances of its own.</param>
public sealed class StateProof(StrategySource versions) : IDisposable
{
    private readonly MemoryStream _state = new();
    private HeldVersions? _held;
    private RestoredTwin? _twin;
    private ulong _end;

    /// <summary>Is told whose Save threw; none for nobody.</summary>
    public CaptureWatch? Watch { get; set; }

    /// <summary>True while a state is being proven, or was found not to be whole.</summary>
    public bool IsUnderWay => _twin is not null || Difference is not null;

    /// <summary>The first difference; null as long as there is none.</summary>
    public StateDifference? Difference { get; private set; }

    /// <summary>Inputs that were run twice.</summary>
    public long InputsRun { get; private set; }

    /// <summary>True when both have run as far as they were to.</summary>
    /// <param name="sequence">The last input that was run.</param>
    public bool IsDue(ulong sequence) => _twin is not null && sequence >= _end;

    /// <summary>Restores a state; the one before is given up.</summary>
    /// <param name="run">The run that it is of, behind the same input.</param>
    /// <param name="state">The state; not needed any more when this returns.</param>
    /// <param name="inputs">For how many inputs both are to run.</param>
    /// <param name="meter">Is told of the calls into the second engine's strategies.</param>
    /// <exception cref="SnapshotException">A version refuses it.</exception>
    public void Begin(JournalRunner run, ReadOnlyMemory<byte> state, ulong inputs, CallbackMeter? meter)
    {
        Drop();
        _end = run.LastSequence + inputs;
        _held = new HeldVersions(versions);
        Guarded(() =>
        {
            using MemoryStream saved = MemoryMarshal.TryGetArray(state, out ArraySegment<byte> bytes)
                ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
                : new MemoryStream(state.ToArray());
            _twin = RestoredTwin.Of(run.Engine, saved, run.Sizes!, _held, meter);
            Note(_twin.CompareStates(state));
        });
    }

    /// <summary>Runs the input that was read in the second engine.</summary>
    /// <param name="run">The run, in front of that input.</param>
    public void Before(JournalRunner run)
    {
        if (_twin is { } twin)
        {
            run.ApplyTo(twin.Engine);
        }
    }

    /// <summary>Compares what both have made of it.</summary>
    public void After()
    {
        if (_twin is { } twin)
        {
            InputsRun++;
            Note(twin.CompareOutputs());
        }
    }

    /// <summary>Compares what both save at the end, and ends the proof where they are equal.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when the state is proven.</returns>
    /// <exception cref="SnapshotException">A strategy cannot save its state.</exception>
    public bool TryEnd(JournalRunner run)
    {
        if (_twin is { } twin)
        {
            Guarded(() =>
            {
                _state.SetLength(0);
                EngineSnapshot.Write(run.Engine, _state);
                Note(twin.CompareStates(_state.GetBuffer().AsMemory(0, (int)_state.Length)));
            });
        }

        if (Difference is not null)
        {
            return false;
        }

        Drop();
        return true;
    }

    /// <summary>Gives it up.</summary>
    public void Drop()
    {
        Difference = null;
        Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop();
        _state.Dispose();
    }

    private void Note(StateDifference? difference)
    {
        if (difference is not null)
        {
            Difference = difference;
            Release();
        }
    }

    private void Release()
    {
        _twin = null;
        _held?.Dispose();
        _held = null;
    }

    /// <summary>
    /// Tells whose Save threw. Unlike at the capture, nobody is said to be at work here: a follower that is killed from outside, in the
    /// longer time that a proof takes, would blame a version for it.
    /// </summary>
    private void Guarded(Action calls)
    {
        UnsavedState? unsaved = null;
        try
        {
            calls();
        }
        catch (Exception exception)
        {
            unsaved = (exception as SnapshotException)?.Unsaved;
            Release();
            throw;
        }
        finally
        {
            if (unsaved is not null)
            {
                Watch?.End(unsaved);
            }
        }
    }
}
