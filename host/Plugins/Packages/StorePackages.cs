using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Strategies.Journal.Store;
using Strategies.Records;

namespace Strategies.Plugins.Packages;

/// <summary>The packages in a cell's store, by hash or by the beginning of one.</summary>
/// <param name="store">The store.</param>
public sealed class StorePackages(ContentStore store)
{
    private const int PrefixMin = 4;
    private const int HashLength = 2 * Hash256.Size;
    private const int VersionParts = 3;

    /// <summary>The hashes of all packages, in order.</summary>
    public IReadOnlyList<string> Hashes => !Directory.Exists(store.Folder) ? [] :
    [
        .. Directory.EnumerateDirectories(store.Folder).Select(folder => Path.GetFileName(folder))
            .Where(name => name.Length == HashLength && name.All(char.IsAsciiHexDigitLower))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What the packages are, the oldest first.</summary>
    public IReadOnlyList<StorePackageView> List() =>
        [.. Hashes.Select(Describe).OrderBy(package => package.Added, StringComparer.Ordinal)];

    /// <summary>Finds a package.</summary>
    /// <param name="text">Its hash, or at least four digits with which no other one begins.</param>
    /// <exception cref="PackageException">There is none, or there are several.</exception>
    public Hash256 Resolve(string text)
    {
        string prefix = text.ToLowerInvariant();
        if (prefix.Length is < PrefixMin or > HashLength || !prefix.All(char.IsAsciiHexDigitLower))
        {
            throw new PackageException(
                text, "is not a SHA-256 or the beginning of one", "strat store add DIR --cell FILE prints it");
        }

        string[] found = [.. Hashes.Where(hash => hash.StartsWith(prefix, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => Hash256.Parse(found[0]),
            0 => throw new PackageException(
                text,
                "no package in the store has that hash",
                "strat store list shows what is there; strat store add DIR adds one"),
            _ => throw new PackageException(
                text, $"{found.Length} packages in the store begin so", $"say which: {string.Join(", ", found.Take(4))}"),
        };
    }

    /// <summary>Name and version of a package's main assembly, read as data: <c>Strategies.Samples.Ladder 0.1.0</c>.</summary>
    /// <param name="hash">The package.</param>
    /// <exception cref="PackageException">It is not in the store, or not what it should be.</exception>
    public string LabelOf(Hash256 hash)
    {
        PackageFile main = StrategyPackage.Read(store.PathOf(hash)).MainAssembly;
        try
        {
            using PEReader image = new(main.Bytes);
            MetadataReader metadata = image.GetMetadataReader();
            return $"{main.SimpleName} {metadata.GetAssemblyDefinition().Version.ToString(VersionParts)}";
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new PackageException(main.Name, "is not a .NET assembly", "add the version to the store again");
        }
    }

    private StorePackageView Describe(string hash)
    {
        string folder = store.PathOf(Hash256.Parse(hash));
        FileInfo[] files = new DirectoryInfo(folder).GetFiles();
        string name;
        try
        {
            name = Path.GetFileNameWithoutExtension(StrategyPackage.Read(folder).MainAssembly.Name);
        }
        catch (PackageException exception)
        {
            name = $"({exception.Problem})";
        }

        string added = Directory.GetLastWriteTimeUtc(folder)
            .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new StorePackageView(hash, name, files.Sum(file => file.Length), files.Length, added);
    }
}
