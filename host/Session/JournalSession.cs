using Strategies.Driver.Replay;
using Strategies.Feeds.Recorded;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Versions;
using Strategies.Session.WarmingUp;

namespace Strategies.Session;

/// <summary>What a journal's own store gives whoever runs its inputs again: the configuration and the versions.</summary>
/// <param name="folder">The journal's folder.</param>
public sealed class JournalSession(string folder)
{
    /// <summary>The journal's folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Its store.</summary>
    public ContentStore Store { get; } = new(new JournalLayout(folder).StoreFolder);

    /// <summary>Versions from the store, each checked against its hash when it is asked for.</summary>
    public StoredVersions NewVersions() => new(Store);

    /// <summary>Sizes of the engine's tables.</summary>
    /// <param name="configuration">Hash of the configuration, as the first record names it.</param>
    /// <exception cref="JournalException">It is not in the store, or damaged.</exception>
    public EngineOptions OptionsOf(Hash256 configuration) => PlanOf(configuration).Engine;

    /// <summary>The session's plan.</summary>
    /// <param name="configuration">Hash of the configuration, as the first record names it.</param>
    /// <exception cref="JournalException">It is not in the store, or damaged.</exception>
    public SessionPlan PlanOf(Hash256 configuration)
    {
        string path = PathOf(configuration);
        return PlanFile.Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>The session as the journal's configuration has it, whatever the plan's file says by now.</summary>
    /// <exception cref="JournalException">There is no input, or the configuration is not in the store, or damaged.</exception>
    public (SessionSetup Setup, RecordedPackets Packets) SetUp()
    {
        using JournalReader inputs = JournalReader.OpenInputs(Folder, JournalReadMode.Follow);
        inputs.MoveNext();
        SessionSetup setup = SessionSetup.Load(PlanOf(JournalBeginning.ConfigurationOf(inputs)));
        return (setup, WarmUp.FirstPackets(setup));
    }

    private string PathOf(Hash256 hash)
    {
        Store.Verify(hash);
        return Store.PathOf(hash);
    }
}
