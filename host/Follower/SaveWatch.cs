using System.Text.Json;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Driver.Following;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Engine.Snapshots;
using Strategies.Ipc.Metrics;
using Strategies.Records;

namespace Strategies.Follower;

/// <summary>
/// A version whose Save loops or overflows ends the follower once, not at every snapshot of the day: the next follower knows the place,
/// finds which version stood in the slot there, and saves no state of it any more. While the version runs there is no snapshot, since
/// one without its state would be none; once it is quarantined, snapshots are taken without it. The same goes for one whose Save throws,
/// but that is asked again at every snapshot: it may be well again. People are told of either once.
/// </summary>
/// <remarks>The follower's thread.</remarks>
internal sealed class SaveWatch : CaptureWatch
{
    private const string Endless = "its Save did not come back and ended the follower";

    private readonly JournalFollower _follower;
    private readonly CellCounters<FollowerCounter> _counters;
    private readonly FollowerIncidents _incidents;
    private readonly ForgetfulWatch _forgetful;
    private readonly string _file;
    private readonly HashSet<(int Slot, Hash256 Package)> _known = [];
    private readonly HashSet<(int Slot, Hash256 Package)> _told = [];
    private readonly (int Slot, ulong Sequence) _last;
    private Queue<SavePlace>? _ahead;

    /// <summary>Begins with what the follower before has left.</summary>
    /// <param name="follower">The follower.</param>
    /// <param name="counters">The process's.</param>
    /// <param name="previous">The counters of the process before.</param>
    /// <param name="file">Where the places are kept.</param>
    /// <param name="incidents">Take what people have to know.</param>
    /// <param name="forgetful">Knows versions whose Save forgets something.</param>
    internal SaveWatch(
        JournalFollower follower,
        CellCounters<FollowerCounter> counters,
        long[] previous,
        string file,
        FollowerIncidents incidents,
        ForgetfulWatch forgetful)
    {
        _follower = follower;
        _counters = counters;
        _incidents = incidents;
        _forgetful = forgetful;
        _file = file;
        _last = ((int)previous[(int)FollowerCounter.ActiveSlot], (ulong)previous[(int)FollowerCounter.SavingSequence]);
    }

    /// <summary>How many inputs may be run until a place is met at which a version is to be looked at.</summary>
    /// <param name="most">How many are wanted.</param>
    internal int Before(int most) => _ahead is { Count: > 0 } ahead && ahead.Peek().Sequence > _follower.LastSequence
        ? (int)Math.Min((ulong)most, ahead.Peek().Sequence - _follower.LastSequence)
        : most;

    /// <summary>Looks who stands at the places that are met.</summary>
    internal void Turn()
    {
        if (!_follower.HasBegun)
        {
            return;
        }

        _ahead ??= Places();
        while (_ahead.TryPeek(out SavePlace? place) && place.Sequence <= _follower.LastSequence)
        {
            _ahead.Dequeue();
            if (place.Slot <= _follower.SlotCount && _known.Add((place.Slot, _follower.PackageOf(place.Slot))))
            {
                Tell(place);
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayCapture()
    {
        int unsaved = 0;
        foreach ((int slot, Hash256 package) in _known)
        {
            if (_follower.PackageOf(slot) == package)
            {
                unsaved = _follower.StateOf(slot) == SlotState.Quarantined ? unsaved : slot;
                _follower.ForgetState(slot, Endless);
            }
        }

        _counters[FollowerCounter.UnsavedSlot] = unsaved;
        return unsaved == 0 && _forgetful.MayCapture();
    }

    /// <summary>Why the version in a slot may not be asked for its state at all; null when it may.</summary>
    /// <param name="slot">The slot.</param>
    internal string? Forbids(int slot) => _known.Contains((slot, _follower.PackageOf(slot))) ? Endless : null;

    /// <inheritdoc/>
    public override void Begin(ulong sequence) => _counters[FollowerCounter.SavingSequence] = (long)sequence;

    /// <summary>A state was measured, or could not be: of that whoever asked is told.</summary>
    internal void EndMeasuring() => _counters[FollowerCounter.SavingSequence] = 0;

    /// <inheritdoc/>
    public override void End(UnsavedState? unsaved)
    {
        _counters[FollowerCounter.SavingSequence] = 0;
        _counters[FollowerCounter.UnsavedSlot] = unsaved?.Slot ?? 0;
        if (unsaved is not null && _told.Add((unsaved.Slot, unsaved.Package)))
        {
            Tell(
                _follower.LastSequence,
                unsaved.Slot,
                $"the state of {WordsOf(unsaved.Slot, unsaved.Package)} cannot be saved behind input {_follower.LastSequence}: "
                + unsaved.Problem);
        }
    }

    /// <inheritdoc/>
    public override void Tell(StateDifference difference) => _forgetful.Tell(difference);

    private Queue<SavePlace> Places()
    {
        List<SavePlace> places = [];
        if (File.Exists(_file))
        {
            places.AddRange(File.ReadLines(_file).Select(line => JsonSerializer.Deserialize<SavePlace>(line)!));
        }

        if (_last is { Slot: > 0, Sequence: > 0 })
        {
            SavePlace place = new(_follower.JournalId, _last.Slot, _last.Sequence);
            places.Add(place);
            File.AppendAllText(_file, JsonSerializer.Serialize(place) + "\n");
        }

        return new Queue<SavePlace>(
            places.Where(place => place.JournalId == _follower.JournalId && place.Sequence >= _follower.LastSequence)
                .OrderBy(place => place.Sequence));
    }

    private void Tell(SavePlace place) => Tell(
        place.Sequence,
        place.Slot,
        $"the Save of {WordsOf(place.Slot, _follower.PackageOf(place.Slot))}, or what it had restored, did not come back behind input "
        + $"{place.Sequence} and ended the follower");

    private void Tell(ulong sequence, int slot, string what)
    {
        string name = _follower.NameOf(slot);
        string text = $"{what}; no snapshot is taken while it runs: strat deploy HASH --slot {name} --state fresh puts another version "
            + $"in its place, strat quarantine --slot {name} takes it out";
        _incidents.Tell(IncidentKind.Unsaved, sequence, text);
    }

    private string WordsOf(int slot, Hash256 package) => $"slot '{_follower.NameOf(slot)}' (version {package})";
}
