using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Driver.Recovery;
using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.Journal.Segments;

namespace Strategies.Core;

/// <summary>A core's own journal: whether there is a day in it, how it is opened, and when it cannot be gone on with.</summary>
/// <remarks>Housekeeping's.</remarks>
public static class CoreJournal
{
    private const string RefusedHint =
        "from the first record on, no earlier start is left: the journal was written by another build or on another machine, or what is "
        + "named there does not give the same twice; look with 'strat replay' on a copy of the journal, and go on with the build and on "
        + "the machine that wrote it, or begin a new day";

    /// <summary>True when there is a day in the journal.</summary>
    public static bool HasInputs(string folder)
    {
        if (new JournalLayout(folder).SegmentNumbers(SegmentKind.Input).Count == 0)
        {
            return false;
        }

        // Following, an end that is not one yet, or a spare segment, is no error.
        using JournalReader inputs = JournalReader.OpenInputs(folder, JournalReadMode.Follow);
        return inputs.MoveNext();
    }

    /// <summary>
    /// How a core opens the journal: no more is read than must be, and its next segments are headed with the
    /// environment.
    /// </summary>
    public static JournalOptions OptionsOf(ProcessContext context, EnvironmentInfo environment) => new()
    {
        Cell = (ushort)context.Setup.Cell,
        Epoch = 1,
        Environment = environment,
        SegmentBytes = (long)context.Setup.Config.Core.SegmentMiB << 20,
        VerifyFrom = JournalOptions.VerifyLastSegments,
        // Where it is held up the hot thread makes segments itself, which is slower.
        HousekeepingBegins = () => HotThread.TryPutFirst(),
    };

    /// <summary>This machine, with what the journal itself says; it may be open for writing.</summary>
    /// <param name="journalFolder">The journal's folder.</param>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public static EnvironmentInfo EnvironmentOf(string journalFolder)
    {
        using JournalReader inputs = JournalReader.OpenInputs(journalFolder, JournalReadMode.Follow);
        inputs.MoveNext();
        return JournalBeginning.Here(inputs);
    }

    /// <summary>What is to be said when an engine does not make the recorded outputs again, wherever it begins.</summary>
    /// <param name="difference">The first difference.</param>
    /// <param name="engine">The engine, behind the input that it is of.</param>
    public static CellException Differs(OutputDifference difference, TradingEngine engine)
    {
        string who = difference.Slot > 0 && difference.Slot <= engine.SlotCount
            ? $"slot '{engine.NameOf(difference.Slot)}', version {engine.PackageOf(difference.Slot)}: "
            : "";
        return new CellException("journal", $"the inputs do not give the recorded outputs: {who}{difference}", RefusedHint);
    }

    /// <summary>An engine that does not make the recorded outputs again must not go on.</summary>
    /// <exception cref="CellException">This one does not.</exception>
    public static void RequireSame(RecoveredEngine recovered)
    {
        if (recovered.Difference is { } difference)
        {
            throw Differs(difference, recovered.Engine);
        }
    }
}
