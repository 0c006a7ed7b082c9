using Strategies.Driver.Replay;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Retiring;
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
        StoredVersions versions = new(new PackageLoader(FolderHash.Compute, new RetiredList()), hash =>
        {
            store.Verify(hash);
            return store.PathOf(hash);
        });
        return ReplayRunner.Run(
            journalDir, hash => PlanFile.Parse(File.ReadAllBytes(store.PathOf(hash)), store.PathOf(hash)).Engine,
            versions, progress: null);
    }
}
