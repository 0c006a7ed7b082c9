using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Follower.Candidates;

/// <summary>
/// An engine in which one slot runs another version than the live one does, on the live one's inputs. The version takes
/// the slot's state over as in a swap, or starts fresh. Its orders go nowhere: the venue's reports on orders that were sent before it
/// came reach it, reports on the live version's later orders do not, and there are none on its own.
/// </summary>
/// <remarks>
/// The other slots are stopped: their orders would be numbered among the candidate's. What operators do to slots is not
/// followed; parameters of the candidate's slot, limits and kill switches are. One thread; whatever a version throws
/// ends in its slot.
/// </remarks>
public sealed class CandidateEngine
{
    private static readonly Text200 Alone = Text200.From("a candidate runs alone"u8);

    private readonly JournalRunner _inputs;
    private readonly TradingEngine _engine;
    private readonly Hash256 _packageHash;
    private readonly byte[] _record = new byte[1024];
    private readonly MemoryStream _state = new();
    private RestoredTwin? _twin;
    private ulong _lastOrderId;
    private long _callbacksBefore;

    /// <summary>Makes one; the live version still runs in it.</summary>
    /// <param name="inputs">The live inputs, with an engine of its own behind some of them.</param>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="packageHash">The version that is to run in it.</param>
    public CandidateEngine(JournalRunner inputs, int slot, Hash256 packageHash)
    {
        _inputs = inputs;
        _engine = inputs.Engine;
        Slot = slot;
        _packageHash = packageHash;
    }

    /// <summary>The slot.</summary>
    public int Slot { get; }

    /// <summary>What becomes of the state that the slot has.</summary>
    public SwapState State { get; init; }

    /// <summary>True when the live slot is quarantined by now, wherever in the inputs the candidate comes in.</summary>
    public bool IsQuarantined { get; init; }

    /// <summary>True when the candidate was not installed since the live version gives no state.</summary>
    public bool IsStateMissing { get; private set; }

    /// <summary>Number of the last input that it was given or that was kept from it.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>New orders that it would have sent.</summary>
    public long Orders { get; private set; }

    /// <summary>Replace and cancel requests that it would have sent.</summary>
    public long Requests { get; private set; }

    /// <summary>Orders and requests that the gate or the order table refused.</summary>
    public long Rejects { get; private set; }

    /// <summary>Times that the slot was quarantined.</summary>
    public long Faults { get; private set; }

    /// <summary>Why it was quarantined the first time; empty when it never was.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>
    /// What went another way in an engine that was restored from the state of this one and ran beside it; null when nothing did.
    /// </summary>
    public StateDifference? Forgotten { get; private set; }

    /// <summary>Callbacks since it was installed.</summary>
    public long Callbacks => _engine.Counters.Callbacks - _callbacksBefore;

    /// <summary>True as long as the version is in its slot and runs.</summary>
    public bool IsRunning => _engine.StateOf(Slot) == SlotState.Running && _engine.PackageOf(Slot) == _packageHash;

    /// <summary>
    /// Puts the version into its slot: Save of the live version, Restore of the candidate, and the commit; fresh without the two.
    /// </summary>
    /// <param name="reason">Why it does not work; empty when it does.</param>
    /// <returns>False when the version is not there, refuses the state, or fails at once.</returns>
    public bool Install(out string reason)
    {
        LastSequence = _engine.LastSequence;
        if (Slot < 1 || Slot > _engine.SlotCount)
        {
            reason = $"there is no slot {Slot}, the day has {_engine.SlotCount}";
            return false;
        }

        StopOthers();
        _lastOrderId = _engine.LastOrderId.Value;
        _callbacksBefore = _engine.Counters.Callbacks;
        if (IsQuarantined && _engine.StateOf(Slot) is (SlotState.Running or SlotState.Stopped))
        {
            Control(Slot, SlotAction.Quarantine);
        }

        if (!TrySwap(State, out reason))
        {
            return false;
        }

        if (_engine.StateOf(Slot) == SlotState.Stopped)
        {
            Take(
                RecordType.SlotControl,
                new SlotControlPayload { Slot = Slot, Action = SlotAction.Start, Reason = Alone });
        }

        reason = Fault;
        return reason.Length == 0;
    }

    /// <summary>
    /// Runs the live input that was read, unless it is not for a candidate. What ended the live version is not kept from it.
    /// </summary>
    public void Apply()
    {
        LastSequence = _inputs.Header.Sequence;
        if (CandidateInputs.AreFor(Slot, _lastOrderId, _inputs.Record))
        {
            _twin?.Engine.Apply(_inputs.Record);
            _inputs.ApplyUnmuted();
            Forgotten ??= _twin?.CompareOutputs();
            Count();
        }
        else
        {
            _inputs.Pass();
        }
    }

    /// <summary>
    /// Hands the state over to another instance of the same version, which shows that it reads what it writes.
    /// </summary>
    /// <param name="reason">Why it does not work; empty when it does.</param>
    public bool TryHandOverToItself(out string reason) => TrySwap(SwapState.Carry, out reason);

    /// <summary>
    /// Saves the state, compares it with that of an engine which was restored from an earlier one and has run beside this since, and
    /// restores the next: what the version's Save or Restore forgets is <see cref="Forgotten"/>.
    /// </summary>
    /// <param name="versions">Where versions come from: for the second engine fresh instances.</param>
    /// <exception cref="SnapshotException">The version cannot save its state, or refuses its own.</exception>
    public void CheckState(StrategySource versions)
    {
        if (Forgotten is not null || !IsRunning || !_engine.CanSnapshot)
        {
            return;
        }

        _state.SetLength(0);
        EngineSnapshot.Write(_engine, _state);
        ReadOnlyMemory<byte> saved = _state.GetBuffer().AsMemory(0, (int)_state.Length);
        Forgotten = _twin?.CompareStates(saved);
        _state.Position = 0;
        _twin = RestoredTwin.Of(_engine, _state, _engine.Sizes, versions);
        Forgotten ??= _twin.CompareStates(saved);
    }

    private void StopOthers()
    {
        for (int slot = 1; slot <= _engine.SlotCount; slot++)
        {
            if (slot != Slot && _engine.StateOf(slot) == SlotState.Running)
            {
                Control(slot, SlotAction.Stop);
            }

            if (slot != Slot)
            {
                // Nothing of another slot's is asked of its Save, which may fail or not come back.
                _engine.ForgetState(slot, "a candidate runs alone");
            }
        }
    }

    private void Control(int slot, SlotAction action) => Take(
        RecordType.SlotControl, new SlotControlPayload { Slot = slot, Action = action, Reason = Alone }, isCounted: false);

    private bool TrySwap(SwapState state, out string reason)
    {
        bool isEmpty = _engine.PackageOf(Slot).IsEmpty;
        Take(RecordType.SwapRequested, new SwapRequestedPayload
        {
            Slot = Slot,
            Kind = isEmpty ? SwapKind.Deploy : SwapKind.Swap,
            State = state,
            PackageHash = _packageHash,
            Reason = Alone,
        });
        HandoverPayload handover = LastHandover();
        if (handover.Result is not (HandoverResult.Ready or HandoverResult.ReadyWithoutState))
        {
            IsStateMissing = handover.Result == HandoverResult.SaveFailed;
            string what = handover.Result == HandoverResult.RestoreFailed ? "the slot's state is refused: "
                : handover.Result == HandoverResult.SaveFailed ? "the slot's version cannot save its state: " : "";
            reason = what + handover.Reason;
            return false;
        }

        Take(
            RecordType.SwapCommitted,
            // The request, being in no journal, bore the number of the last input itself: see Take.
            new SwapDecisionPayload { Slot = Slot, RequestSequence = _engine.LastSequence });
        reason = Fault;
        return reason.Length == 0;
    }

    private HandoverPayload LastHandover()
    {
        OutputBuffer outputs = _engine.Outputs;
        for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
        {
            if (RecordWriter.Header(outputs.At(offset)).Type == RecordType.Handover)
            {
                return RecordWriter.Payload<HandoverPayload>(outputs.At(offset));
            }
        }

        return new HandoverPayload
        {
            Result = HandoverResult.NotAvailable,
            Reason = Text200.From("the engine did not answer the request for a swap"u8),
        };
    }

    /// <summary>
    /// Runs a record that is in no journal. It bears the number of the input before: nothing comes out for long.
    /// </summary>
    private void Take<T>(RecordType type, T payload, bool isCounted = true)
        where T : unmanaged
    {
        RecordHeader header = new()
        {
            Type = type,
            SourceKind = SourceKind.Driver,
            Sequence = _engine.LastSequence,
            ReceiveTimeNs = _engine.TimeNs,
        };
        _engine.Apply(RecordWriter.Write(_record, header, in payload));
        if (isCounted)
        {
            Count();
        }
    }

    private void Count()
    {
        OutputBuffer outputs = _engine.Outputs;
        for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
        {
            ReadOnlySpan<byte> output = outputs.At(offset);
            switch (RecordWriter.Header(output).Type)
            {
                case RecordType.NewOrderSingle:
                    Orders++;
                    break;
                case RecordType.OrderCancelReplaceRequest:
                case RecordType.OrderCancelRequest:
                    Requests++;
                    break;
                case RecordType.OrderRejected:
                    Rejects++;
                    break;
                case RecordType.SlotState:
                    Note(in RecordWriter.Payload<SlotStatePayload>(output));
                    break;
            }
        }
    }

    private void Note(in SlotStatePayload state)
    {
        if (state.Slot == Slot && state.State == SlotState.Quarantined)
        {
            Faults++;
            Fault = Fault.Length == 0 ? state.Reason.ToString() : Fault;
        }
    }
}
