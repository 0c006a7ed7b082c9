using System.Runtime.CompilerServices;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Driver.Recovery;

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

    /// <summary>This process's environment, with what comes out of the journal itself and cannot differ.</summary>
    /// <param name="recorded">The environment in the journal.</param>
    public static EnvironmentInfo Here(EnvironmentInfo recorded) =>
        EnvironmentInfo.Capture(EngineBuild.Id, [], []) with { Packages = recorded.Packages, Configurations = recorded.Configurations };
}
