using System.Runtime.CompilerServices;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>What the beginning of a journal says: the configuration, and on what the engine ran.</summary>
public static class JournalBeginning
{
    /// <summary>The hash of the configuration that the day begins with.</summary>
    /// <param name="inputs">A reader that stands on the first input.</param>
    /// <exception cref="JournalException">The first input is not the start of a day.</exception>
    public static Hash256 ConfigurationOf(JournalReader inputs)
    {
        if (inputs.Header.Type != RecordType.StartOfDay
            || inputs.Record.Length != RecordHeader.Size + Unsafe.SizeOf<StartOfDayPayload>())
        {
            throw new JournalException(
                JournalFault.NotAJournal,
                $"the first input is {RecordNames.Of(inputs.Header.Type)}, not StartOfDay",
                "a replay starts at the beginning of a day",
                inputs.File,
                inputs.Offset,
                inputs.LastSequence);
        }

        return RecordWriter.Payload<StartOfDayPayload>(inputs.Record).ConfigurationHash;
    }

    /// <summary>
    /// This process's environment, with what comes out of the journal itself and cannot differ: its packages and
    /// configurations.
    /// </summary>
    /// <param name="inputs">A reader of the journal; before the first record it says nothing.</param>
    /// <exception cref="JournalException">What the journal says of its environment cannot be parsed.</exception>
    public static EnvironmentInfo Here(JournalReader inputs) =>
        inputs.ReadEnvironment() is { } recorded ? Here(recorded) : EnvironmentInfo.Capture(EngineBuild.Id, [], []);

    /// <summary>In what this process differs from the one that wrote the journal, each difference as a sentence.</summary>
    /// <param name="inputs">A reader of the journal; before the first record it says nothing.</param>
    /// <exception cref="JournalException">What the journal says of its environment cannot be parsed.</exception>
    public static IReadOnlyList<string> DifferencesHere(JournalReader inputs) =>
        inputs.ReadEnvironment() is { } recorded ? recorded.Differences(Here(recorded)) : [];

    /// <summary>Lets no engine run on behind a record that asks for a behaviour which this build does not contain.</summary>
    /// <param name="inputs">A reader that stands on a <see cref="RecordType.BehaviourSet"/>.</param>
    /// <exception cref="JournalException">This build does not contain it.</exception>
    public static void RequireBehaviour(JournalReader inputs)
    {
        if (inputs.Record.Length != RecordHeader.Size + Unsafe.SizeOf<BehaviourSetPayload>())
        {
            return;
        }

        int behaviour = RecordWriter.Payload<BehaviourSetPayload>(inputs.Record).Behaviour;
        if (!EngineBehaviour.IsContained(behaviour))
        {
            throw new JournalException(
                JournalFault.UnknownFormatVersion,
                EngineBehaviour.WhyNot(behaviour),
                behaviour > EngineBehaviour.Newest
                    ? "use the build that wrote the journal, or a newer one"
                    : "use an older build, down to the one that wrote the journal",
                inputs.File,
                inputs.Offset,
                inputs.Header.Sequence);
        }
    }

    private static EnvironmentInfo Here(EnvironmentInfo recorded) =>
        EnvironmentInfo.Capture(EngineBuild.Id, [], []) with { Packages = recorded.Packages, Configurations = recorded.Configurations };
}
