using System.Security.Cryptography;

namespace Strategies.Cli.Projects;

/// <summary>Where a new project's packages come from.</summary>
internal static class PackageFeed
{
    /// <summary>What a project has whose feed is not known: a folder of its own, at first without packages.</summary>
    internal const string OwnFolder = "packages";

    private static readonly string[] Packages = ["Strategies.Sdk", "Strategies.Backtest"];

    /// <summary>The packages that the build has left that this program is from; none where it is installed as a tool.</summary>
    internal static string? OfThisBuild()
    {
        // artifacts/bin/Strategies.Cli/release
        string? folder = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        for (int level = 0; level < 3; level++)
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder is not null && Directory.Exists(Path.Combine(folder, OwnFolder)) ? Path.Combine(folder, OwnFolder) : null;
    }

    /// <summary>
    /// Removes packages from NuGet's cache that have the same version as those in a folder and are others: NuGet never looks
    /// at a version again that it has once unpacked.
    /// </summary>
    /// <param name="feed">The folder.</param>
    /// <param name="version">The version.</param>
    /// <returns>The folders that were removed.</returns>
    internal static IEnumerable<string> RemoveStale(string feed, string version)
    {
        foreach (string package in Packages)
        {
            string id = package.ToLowerInvariant();
            string fresh = Path.Combine(feed, $"{package}.{version}.nupkg");
            string unpacked = Path.Combine(Cache(), id, version);
            string hash = Path.Combine(unpacked, $"{id}.{version}.nupkg.sha512");
            if (File.Exists(fresh) && File.Exists(hash) && File.ReadAllText(hash).Trim() != HashOf(fresh))
            {
                Directory.Delete(unpacked, recursive: true);
                yield return unpacked;
            }
        }
    }

    private static string Cache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string HashOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToBase64String(SHA512.HashData(stream));
    }
}
