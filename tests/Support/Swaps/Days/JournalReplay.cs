using Strategies.Driver.Replay;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Session.Versions;

namespace Strategies.Swaps.Days;

/// <summary>Replays a journal with the versions of its own store.</summary>
public static class JournalReplay
{
    /// <summary>Replays.</summary>
    /// <param name="journalDir">The journal's folder; nobody writes it.</param>
    public static ReplayResult Run(string journalDir)
    {
        ContentStore store = new(new JournalLayout(journalDir).StoreFolder);
        return ReplayRunner.Run(
            journalDir, hash => PlanFile.Parse(File.ReadAllBytes(store.PathOf(hash)), store.PathOf(hash)).Engine,
            new StoredVersions(store), progress: null);
    }
}
