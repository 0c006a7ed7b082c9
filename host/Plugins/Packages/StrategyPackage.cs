using System.Runtime.InteropServices;

namespace Strategies.Plugins.Packages;

/// <summary>
/// A strategy package in memory: the main assembly, its <c>.deps.json</c> when there is one, and its private
/// dependencies. The SDK is never part of a package: it would be a second, different <c>Strategy</c>.
/// </summary>
public sealed class StrategyPackage
{
    /// <summary>Extension of assemblies.</summary>
    public const string AssemblyExtension = ".dll";

    /// <summary>Extension of the file that lists an assembly's dependencies.</summary>
    public const string DependencyExtension = ".deps.json";

    /// <summary>Largest size of all files together: 64 MiB.</summary>
    public const long MaxBytes = 64 << 20;

    private StrategyPackage(string folder, IReadOnlyList<PackageFile> files, PackageFile mainAssembly)
    {
        Folder = folder;
        Files = files;
        MainAssembly = mainAssembly;
    }

    /// <summary>Where it was read from.</summary>
    public string Folder { get; }

    /// <summary>All files, by name.</summary>
    public IReadOnlyList<PackageFile> Files { get; }

    /// <summary>The file of the main assembly.</summary>
    public PackageFile MainAssembly { get; }

    /// <summary>The files that are assemblies, the main one first.</summary>
    public IEnumerable<PackageFile> Assemblies =>
        Files.Where(file => file.IsAssembly).OrderByDescending(file => file == MainAssembly);

    /// <summary>Reads a package folder whole; nothing is read from it again.</summary>
    /// <param name="folder">A folder as <see cref="PackageStager.Stage"/> makes it.</param>
    /// <exception cref="PackageException">
    /// The folder is missing, unreadable, too large or has no clear main assembly.
    /// </exception>
    public static StrategyPackage Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PackageException(folder, "there is no such folder", "deploy the package first");
        }

        try
        {
            return ReadFiles(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PackageException(
                folder, $"cannot be read: {exception.Message}", "look at the folder's permissions");
        }
    }

    /// <summary>The same package with other bytes in its files.</summary>
    /// <param name="files">One for each, in the same order.</param>
    internal StrategyPackage With(IReadOnlyList<PackageFile> files) =>
        new(Folder, files, files.Single(file => file.Name == MainAssembly.Name));

    private static StrategyPackage ReadFiles(string folder)
    {
        if (Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).FirstOrDefault() is { } inner)
        {
            throw new PackageException(
                folder, $"has a folder {Path.GetFileName(inner)}", "a package is flat: stage the build's output first");
        }

        string[] paths = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        long bytes = paths.Sum(path => new FileInfo(path).Length);
        if (bytes > MaxBytes)
        {
            throw new PackageException(
                folder, $"has {bytes} bytes, {MaxBytes} is the limit", "leave out what the strategy does not need");
        }

        List<PackageFile> files = [];
        foreach (string path in paths)
        {
            files.Add(new PackageFile(
                Path.GetFileName(path), ImmutableCollectionsMarshal.AsImmutableArray(File.ReadAllBytes(path))));
        }

        string main = PackageLayout.FindMainAssembly(folder, [.. files.Select(file => file.Name)]);
        return new StrategyPackage(folder, files, files.Single(file => file.Name == main));
    }
}
