using System.Globalization;
using Strategies.Ipc.Memory;

namespace Strategies.Bench.Setup;

/// <summary>
/// Names of the folders that a benchmark makes beside its journal, which say whose they are, so that the next run can remove
/// what one that was killed has left. Any thread; not for the hot path.
/// </summary>
public static class BenchFolders
{
    /// <summary>Where memory is; a killed run's folder there is memory that nobody gets back.</summary>
    public const string Memory = "/dev/shm";

    private const string Prefix = "strategies-bench-";

    private static int _made;

    /// <summary>A name that no other folder has, with this process in it.</summary>
    /// <param name="what">What the folder is for: letters.</param>
    public static string NewName(string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Prefix}{what}.{ProcessIdentity.Self.Pid}.{ProcessIdentity.Self.StartTicks}.{Interlocked.Increment(ref _made)}");

    /// <summary>A name for what is to stay when the run has ended.</summary>
    /// <param name="what">What the folder is for: letters.</param>
    public static string NewKeptName(string what) => NewName(what).Replace(Prefix, "strategies-kept-bench-", StringComparison.Ordinal);

    /// <summary>Removes the folders of runs whose process has ended. Those of another user stay.</summary>
    /// <param name="parents">Folders to look in; one that is not there has none.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="IOException">A folder cannot be removed.</exception>
    public static IReadOnlyList<string> RemoveLeftovers(params string[] parents)
    {
        List<string> removed = [];
        foreach (string folder in parents.Where(Directory.Exists).SelectMany(parent => Directory.GetDirectories(parent, $"{Prefix}*")))
        {
            if (OwnerOf(Path.GetFileName(folder)) is { } owner && !IsAlive(owner.Pid, owner.StartTicks) && TryRemove(folder))
            {
                removed.Add(folder);
            }
        }

        return removed;
    }

    private static bool IsAlive(int pid, long startTicks)
    {
        ProcessIdentity now = ProcessIdentity.Of(pid);
        return !now.IsNobody && now.StartTicks == startTicks && now.IsAlive();
    }

    private static (int Pid, long StartTicks)? OwnerOf(string name) =>
        name.Split('.') is [_, { } pid, { } ticks, _]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out long start)
            ? (number, start)
            : null;

    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // Another run that began just now has removed it.
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's.
            return false;
        }
    }
}
