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

    private static EnvironmentInfo Here(EnvironmentInfo recorded) =>
        EnvironmentInfo.Capture(EngineBuild.Id, [], []) with { Packages = recorded.Packages, Configurations = recorded.Configurations };
}
