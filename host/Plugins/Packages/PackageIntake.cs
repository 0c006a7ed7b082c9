using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins.Checking;
using Strategies.Records;

namespace Strategies.Plugins.Packages;

/// <summary>The way of a built strategy into a store: staged, checked, and only then kept.</summary>
public static class PackageIntake
{
    /// <summary>Stages a strategy's build, checks it, and puts it into a store.</summary>
    /// <param name="path">Its assembly, or the folder in which it is clear which that is.</param>
    /// <param name="store">The store.</param>
    /// <returns>The hash by which it is deployed.</returns>
    /// <exception cref="PackageException">It cannot be staged, or the check refuses it; nothing is in the store then.</exception>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    public static Hash256 Add(string path, ContentStore store) => Add(path, store, out _);

    /// <summary>The same, with what the check found.</summary>
    /// <param name="path">Its assembly, or the folder in which it is clear which that is.</param>
    /// <param name="store">The store.</param>
    /// <param name="accepted">How much of it was judged, and how much is closed.</param>
    /// <returns>The hash by which it is deployed.</returns>
    /// <exception cref="PackageException">It cannot be staged, or the check refuses it; nothing is in the store then.</exception>
    /// <exception cref="JournalException">The store cannot be written.</exception>
    public static Hash256 Add(string path, ContentStore store, out CheckResult accepted)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("strategies-stage-");
        try
        {
            string package = Path.Combine(scratch.FullName, "package");
            new PackageStager(FolderHash.Compute).Stage(path, package);
            accepted = RequireAccepted(path, package);
            return store.AddFolder(package);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Refuses before anything is stored, in the name by which the person knows the package.</summary>
    private static CheckResult RequireAccepted(string path, string package)
    {
        try
        {
            return PackageChecker.RequireAccepted(StrategyPackage.Read(package));
        }
        catch (PackageException exception) when (exception.Violations.Count == 0)
        {
            throw new PackageException(path, exception.Problem, exception.Hint);
        }
    }
}
