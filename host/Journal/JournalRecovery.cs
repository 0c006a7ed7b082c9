using Strategies.Journal.Durability;
using Strategies.Journal.Segments;
using Strategies.Journal.Snapshots;

namespace Strategies.Journal;

/// <summary>Reads a journal to its end before it is written on, and cuts what is not whole.</summary>
/// <remarks>
/// <para>Rule for the outputs: they follow from the inputs, so the inputs decide. Outputs behind the last whole input are
/// dropped; outputs that are missing are not an error, since the engine makes them anew when it runs the inputs.</para>
/// <para>Rule for damage: what was on the disk for certain (<see cref="DurableMark"/>) must be whole. What lies behind
/// may be anything after a loss of power; <see cref="JournalOptions.DamageBeyondDurable"/> decides about it.</para>
/// </remarks>
internal sealed class JournalRecovery
{
    private readonly JournalLayout _layout;
    private readonly JournalOptions _options;
    private readonly List<JournalException> _damageCut = [];
    private readonly List<JournalException> _movedAside = [];

    internal JournalRecovery(JournalLayout layout, JournalOptions options)
    {
        _layout = layout;
        _options = options;
    }

    /// <summary>Where the inputs end.</summary>
    internal StreamEnd Inputs { get; private set; } = StreamEnd.Nothing;

    /// <summary>Where the outputs end.</summary>
    internal StreamEnd Outputs { get; private set; } = StreamEnd.Nothing;

    /// <summary>Reads, checks and cuts.</summary>
    /// <exception cref="JournalException">
    /// The journal is damaged or of another cell or a later term; nothing was changed.
    /// </exception>
    internal RecoveryReport Run()
    {
        DurableMark? mark = DurableMarkFile.Read(_layout);
        bool mayHaveLostPower = mark is { } written && (written.BootId == Guid.Empty || written.BootId != BootRun.Id);
        bool isFollowed = _options.IsFollowed && !mayHaveLostPower;
        DurableMark? floor = mayHaveLostPower ? mark : null;
        // A loss of power may have damaged whatever is not promised, however little the caller wants to read.
        ulong from = Math.Min(_options.VerifyFrom, floor?.InputSequence ?? ulong.MaxValue);
        StreamReading inputs = StreamReading.Run(_layout, SegmentKind.Input, from, ulong.MaxValue, isFollowed);
        Inputs = inputs.End;
        Judge(inputs.Damage, mark, inputs.End.LastSequence >= mark?.InputSequence);
        // Not behind the inputs' end: outputs there are dropped, and one that stays must be among those that are read.
        from = Math.Min(Math.Min(from, Inputs.LastSequence), floor?.OutputSequence ?? ulong.MaxValue);
        StreamReading outputs = StreamReading.Run(_layout, SegmentKind.Output, from, Inputs.LastSequence, isFollowed);
        Outputs = outputs.End;
        Judge(
            outputs.Damage, mark, mark?.IsReachedBy(ulong.MaxValue, outputs.End.LastSequence, outputs.End.LastIndex));
        RequireSameJournal(outputs.End.LastSequence > 0 || outputs.Beyond > 0);
        RequireDurable(mark);
        // Everything above only reads. The promise goes first: a kill in the middle of the cut must not make it a lie.
        DurableMarkFile.Lower(_layout, Inputs, Outputs);
        AsideFolder aside = new(_layout);
        AsideFolder? cut = _movedAside.Count > 0 ? aside : null;
        new SegmentCut(_layout, SegmentKind.Input, cut).CutBehind(Inputs);
        new SegmentCut(_layout, SegmentKind.Output, cut).CutBehind(Outputs);
        SnapshotTemporary.RemoveLeftovers(_layout.SnapshotFolder);
        IReadOnlyList<string> snapshots = new SnapshotStore(_layout).MoveAsideBehind(Inputs.LastSequence, aside);
        return new RecoveryReport
        {
            IsNew = Inputs.Number == 0,
            LastInputSequence = Inputs.LastSequence,
            InputTail = inputs.TornTail,
            OutputTail = outputs.TornTail,
            LastOutputSequence = Outputs.LastSequence,
            LastOutputIndex = Outputs.LastIndex,
            OutputsDropped = outputs.Beyond,
            DurableSequence = mark?.InputSequence,
            DamageCut = _damageCut,
            DamageMovedAside = _movedAside,
            SnapshotsMovedAside = snapshots,
            AsideFolder = aside.Folder,
            MayLackOutputs = mayHaveLostPower || _damageCut.Count > 0 || _movedAside.Count > 0,
            WasClosedCleanly = inputs.IsClosedCleanly && outputs.IsClosedCleanly && outputs.Beyond == 0,
        };
    }

    /// <summary>Decides about the damage that ended the reading of one kind.</summary>
    private void Judge(JournalException? damage, DurableMark? mark, bool? isBeyondDurable)
    {
        if (damage is null)
        {
            return;
        }

        if (damage.Fault == JournalFault.DamagedLastRecord && _options.CutDamagedLastRecord)
        {
            _damageCut.Add(damage);
            return;
        }

        if (isBeyondDurable == true
            && _options.DamageBeyondDurable == DamagePolicy.MoveAside
            && damage.Fault != JournalFault.UnknownFormatVersion)
        {
            _movedAside.Add(damage);
            return;
        }

        throw RecoveryFaults.Refused(damage, _layout, Inputs.LastSequence, mark, isBeyondDurable == true);
    }

    private void RequireDurable(DurableMark? mark)
    {
        // Whoever had the damaged last record cut has accepted that something promised is gone.
        if (mark is not { } durable || _damageCut.Count > 0)
        {
            return;
        }

        if (Inputs.Number > 0 && durable.JournalId != Inputs.Header.JournalId)
        {
            throw RecoveryFaults.ForeignMark(_layout, durable, Inputs.Header.JournalId);
        }

        if (!durable.IsReachedBy(Inputs.LastSequence, Outputs.LastSequence, Outputs.LastIndex))
        {
            throw RecoveryFaults.DurableLost(_layout, durable, Inputs.LastSequence, Outputs);
        }
    }

    private void RequireSameJournal(bool hasOutputs)
    {
        if (Inputs.Number == 0)
        {
            if (hasOutputs && _movedAside.Count == 0)
            {
                throw SegmentSurvey.Missing(_layout.SegmentFile(SegmentKind.Input, 1));
            }

            // No input: what there is of outputs is moved aside with the rest.
            Outputs = StreamEnd.Nothing;
            return;
        }

        string file = _layout.SegmentFile(SegmentKind.Input, Inputs.Number);
        if (Inputs.Header.Cell != _options.Cell)
        {
            throw new JournalException(
                JournalFault.ForeignCell,
                $"the journal is of cell {Inputs.Header.Cell}, it was to be opened for cell {_options.Cell}",
                "name the cell's own folder; a cell has one journal for all its life",
                file);
        }

        if (Outputs.Number > 0
            && (Outputs.Header.JournalId != Inputs.Header.JournalId || Outputs.Header.Cell != Inputs.Header.Cell))
        {
            throw new JournalException(
                JournalFault.ForeignJournal,
                "the outputs belong to another journal than the inputs",
                "folders of two journals were mixed: restore them, or remove 'output' and run the inputs again",
                _layout.SegmentFile(SegmentKind.Output, Outputs.Number));
        }

        uint epoch = Math.Max(Inputs.Header.Epoch, Outputs.Number > 0 ? Outputs.Header.Epoch : 0);
        if (_options.Epoch < epoch)
        {
            throw new JournalException(
                JournalFault.EpochOrder,
                $"the journal is in epoch {epoch}, it was to be opened in epoch {_options.Epoch}",
                "a later leader has written it: do not write with the older one",
                file);
        }
    }
}
