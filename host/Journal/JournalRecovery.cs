using Strategies.Journal.Segments;
using Strategies.Journal.Snapshots;

namespace Strategies.Journal;

/// <summary>Reads a journal to its end before it is written on, and cuts what is not whole.</summary>
/// <remarks>
/// Rule for the outputs: they follow from the inputs, so the inputs decide. Outputs behind the last whole input are
/// dropped;
/// outputs that are missing are not an error, since the engine makes them anew when it runs the inputs.
/// </remarks>
internal sealed class JournalRecovery
{
    private readonly JournalLayout _layout;
    private readonly JournalOptions _options;
    private readonly List<JournalException> _damageCut = [];

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
        using JournalReader inputs = JournalReader.OpenAtSegment(
            _layout.Folder, SegmentKind.Input, FirstSegment(SegmentKind.Input, _options.VerifyFrom));
        ReadToEnd(inputs, ulong.MaxValue, out _, out _);
        Inputs = inputs.StreamEnd;
        using JournalReader outputs = ReadOutputs(out StreamEnd? beyond, out long dropped);
        Outputs = beyond ?? outputs.StreamEnd;
        RequireSameJournal(outputs.LastSequence);
        AsideFolder aside = new(_layout);
        new SegmentCut(_layout, SegmentKind.Input).CutBehind(Inputs);
        new SegmentCut(_layout, SegmentKind.Output).CutBehind(Outputs);
        SnapshotTemporary.RemoveLeftovers(_layout.SnapshotFolder);
        return new RecoveryReport
        {
            IsNew = Inputs.Number == 0,
            LastInputSequence = Inputs.LastSequence,
            InputTail = inputs.TornTail,
            OutputTail = outputs.TornTail,
            LastOutputSequence = Outputs.LastSequence,
            LastOutputIndex = Outputs.LastIndex,
            OutputsDropped = dropped,
            DamageCut = _damageCut,
            SnapshotsMovedAside = new SnapshotStore(_layout).MoveAsideBehind(Inputs.LastSequence, aside),
            WasClosedCleanly = inputs.IsClosedCleanly && outputs.IsClosedCleanly && dropped == 0,
        };
    }

    /// <summary>
    /// The segment at which reading begins so that a record of this number or cause is checked, and at least one closed
    /// segment with it.
    /// </summary>
    private long FirstSegment(SegmentKind kind, ulong from)
    {
        if (from <= 1)
        {
            return 1;
        }

        long last = SegmentSurvey.LastInUse(_layout, kind);
        return Math.Max(1, Math.Min(SegmentSearch.Find(_layout, kind, last, from), last - 1));
    }

    /// <summary>
    /// Reads the outputs to their end; from so early a segment on that at least one of them stays, since writing goes
    /// on behind its cause and index.
    /// </summary>
    private JournalReader ReadOutputs(out StreamEnd? beyond, out long dropped)
    {
        long first = FirstSegment(SegmentKind.Output, Math.Min(_options.VerifyFrom, Inputs.LastSequence));
        int cutBefore = _damageCut.Count;
        while (true)
        {
            _damageCut.RemoveRange(cutBefore, _damageCut.Count - cutBefore);
            JournalReader reader = JournalReader.OpenAtSegment(_layout.Folder, SegmentKind.Output, first);
            try
            {
                beyond = ReadToEnd(reader, Inputs.LastSequence, out long kept, out dropped);
                if (kept > 0 || first == 1)
                {
                    return reader;
                }

                reader.Dispose();
                first--;
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        }
    }

    /// <summary>
    /// Reads all records; gives the place of the first whose number is beyond a limit, and how many there are.
    /// </summary>
    private StreamEnd? ReadToEnd(JournalReader reader, ulong sequenceMax, out long kept, out long beyond)
    {
        StreamEnd? first = null;
        kept = 0;
        beyond = 0;
        try
        {
            ulong lastSequence = 0;
            uint lastIndex = 0;
            while (reader.MoveNext())
            {
                if (reader.Header.Sequence > sequenceMax)
                {
                    first ??= reader.StreamEnd with
                    {
                        Offset = reader.Offset,
                        LastSequence = lastSequence,
                        LastIndex = lastIndex,
                    };
                    beyond++;
                }
                else
                {
                    kept++;
                }

                lastSequence = reader.Header.Sequence;
                lastIndex = reader.Header.Index;
            }
        }
        catch (JournalException exception)
            when (exception.Fault == JournalFault.DamagedLastRecord && _options.CutDamagedLastRecord)
        {
            _damageCut.Add(exception);
        }

        return first;
    }

    private void RequireSameJournal(ulong lastOutputSequence)
    {
        if (Inputs.Number == 0)
        {
            if (lastOutputSequence > 0)
            {
                throw SegmentSurvey.Missing(_layout.SegmentFile(SegmentKind.Input, 1));
            }

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
