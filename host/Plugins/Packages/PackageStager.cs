using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Strategies.Records;

namespace Strategies.Plugins.Packages;

/// <summary>
/// Makes a package folder out of a build's output: the main assembly, its <c>.deps.json</c>, and the private
/// dependencies that it lists (without such a file: those it refers to that lie beside it). Nothing else is copied;
/// debug files and the SDK never are.
/// </summary>
/// <param name="hashFolder">Names a folder by its content; the journal's content store provides it.</param>
/// <remarks>Housekeeping thread.</remarks>
public sealed class PackageStager(Func<string, Hash256> hashFolder)
{
    /// <summary>Copies what belongs to the package into a fresh folder.</summary>
    /// <param name="pathToDllOrFolder">The main assembly, or a folder in which it is clear which that is.</param>
    /// <param name="outDir">The folder to make; it must not exist or be empty.</param>
    /// <returns>The hash of the new folder.</returns>
    /// <exception cref="PackageException">The main assembly is not clear, or a dependency is missing.</exception>
    public Hash256 Stage(string pathToDllOrFolder, string outDir)
    {
        (string folder, string main) = Locate(pathToDllOrFolder);
        if (Directory.Exists(outDir) && Directory.EnumerateFileSystemEntries(outDir).Any())
        {
            throw new PackageException(outDir, "is not empty", "stage into a fresh folder");
        }

        string dependencyFile = PackageLayout.DependencyFileOf(main);
        bool hasDependencyFile = File.Exists(Path.Combine(folder, dependencyFile));
        IEnumerable<string> dependencies = hasDependencyFile
            ? DependencyFile.ReadAssemblies(Path.Combine(folder, dependencyFile), main)
            : FindReferenced(folder, main);

        Directory.CreateDirectory(outDir);
        foreach (string name in dependencies.Append(main).Concat(hasDependencyFile ? [dependencyFile] : []))
        {
            string source = Path.Combine(folder, name);
            if (!File.Exists(source))
            {
                throw new PackageException(
                    Path.Combine(folder, main), $"the private dependency {name} is not beside it",
                    "build with EnableDynamicLoading=true, or use `dotnet publish`, so that dependencies are copied");
            }

            File.Copy(source, Path.Combine(outDir, name));
        }

        return hashFolder(outDir);
    }

    private static (string Folder, string Main) Locate(string path)
    {
        if (Directory.Exists(path))
        {
            return (path, PackageLayout.FindMainAssembly(
                path, [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file))]));
        }

        if (!File.Exists(path))
        {
            throw new PackageException(
                path, "there is no such file or folder", "name the strategy's .dll or its build's output folder");
        }

        return path.EndsWith(StrategyPackage.AssemblyExtension, StringComparison.OrdinalIgnoreCase)
            ? (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path))
            : throw new PackageException(
                path, "is not a .dll", "name the strategy's main assembly or its build's output folder");
    }

    /// <summary>
    /// What the main assembly refers to, directly or through others, as far as it lies in the folder.
    /// </summary>
    private static SortedSet<string> FindReferenced(string folder, string main)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        Queue<string> toRead = new([main]);
        while (toRead.TryDequeue(out string? name))
        {
            foreach (string reference in ReadReferences(Path.Combine(folder, name)))
            {
                string file = reference + StrategyPackage.AssemblyExtension;
                bool isPrivate = reference != PackageLayout.SdkAssembly && file != main
                    && File.Exists(Path.Combine(folder, file));
                if (isPrivate && found.Add(file))
                {
                    toRead.Enqueue(file);
                }
            }
        }

        return found;
    }

    private static string[] ReadReferences(string path)
    {
        try
        {
            using PEReader file = new(File.OpenRead(path));
            if (!file.HasMetadata)
            {
                throw new PackageException(path, "is not a .NET assembly", "name the strategy's main .dll");
            }

            MetadataReader reader = file.GetMetadataReader();
            return [.. reader.AssemblyReferences.Select(
                handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        }
        catch (BadImageFormatException exception)
        {
            throw new PackageException(
                path, $"is not a .NET assembly: {exception.Message}", "build the strategy again");
        }
    }
}
