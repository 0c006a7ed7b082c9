using System.Globalization;
using Strategies.Journal.Durability;
using Strategies.Records;

namespace Strategies.Journal.Store;

/// <summary>
/// Packages (folders) and configurations (single files) under the hash of their content, so that a journal can be run
/// again with nothing but its own folder. What is in the store never changes.
/// </summary>
/// <remarks>
/// A file is named by the SHA-256 of its bytes, a folder by <see cref="FolderHash"/>. Content is copied to a name of
/// its own, flushed, made read-only, hashed there (so the bytes hashed are the bytes kept) and renamed: it is there
/// whole or not at all, behind a loss of power too: the names are on the disk before its own is, and that before its hash is told.
/// After a kill an entry whose name starts with ".adding-" may be left and can be removed. Any
/// thread; not for the hot path.
/// </remarks>
public sealed class ContentStore
{
    private static int _addings;

    private readonly Action<string> _syncFolder;

    /// <summary>Opens a store; its folder is made with the first content.</summary>
    /// <param name="folder">The store's folder, as in <see cref="JournalLayout.StoreFolder"/>.</param>
    public ContentStore(string folder)
        : this(folder, FolderSync.Sync)
    {
    }

    /// <param name="folder">The store's folder.</param>
    /// <param name="syncFolder">Brings a folder's names to the disk.</param>
    internal ContentStore(string folder, Action<string> syncFolder) =>
        (Folder, _syncFolder) = (Path.GetFullPath(folder), syncFolder);

    /// <summary>The store's folder.</summary>
    public string Folder { get; }

    /// <summary>Where content of a hash is, or would be.</summary>
    /// <param name="hash">The hash.</param>
    public string PathOf(Hash256 hash) => Path.Combine(Folder, hash.ToString());

    /// <summary>
    /// Whether there is content of this hash. Does not look at the content: see <see cref="Verify"/>.
    /// </summary>
    /// <param name="hash">The hash.</param>
    public bool Contains(Hash256 hash) => Path.Exists(PathOf(hash));

    /// <summary>Keeps a copy of a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The SHA-256 of its bytes.</returns>
    /// <exception cref="JournalException">It cannot be read or the copy cannot be written.</exception>
    public Hash256 AddFile(string file)
    {
        if (!File.Exists(file))
        {
            throw new JournalException(
                JournalFault.ContentMissing, "the file is not there", "check the path", Path.GetFullPath(file));
        }

        return Add(target => CopyFile(file, target), target => FolderHash.OfFile(target, out _));
    }

    /// <summary>Keeps bytes as a file.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>Their SHA-256.</returns>
    /// <exception cref="JournalException">The file cannot be written.</exception>
    public Hash256 AddFile(ReadOnlySpan<byte> content)
    {
        byte[] copy = content.ToArray();
        return Add(target => WriteFile(new MemoryStream(copy), target), target => FolderHash.OfFile(target, out _));
    }

    /// <summary>Keeps a copy of a folder with all that is below it; folders without files are left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Its <see cref="FolderHash"/>.</returns>
    /// <exception cref="JournalException">
    /// It cannot be read, holds links or no files, or the copy cannot be written.
    /// </exception>
    public Hash256 AddFolder(string folder)
    {
        IReadOnlyList<(string Relative, string File)> files = FolderHash.Files(folder);
        return Add(target => CopyFolder(files, target), FolderHash.Compute);
    }

    /// <summary>Hashes content again.</summary>
    /// <param name="hash">Its name.</param>
    /// <exception cref="JournalException">It is not there, or does not match its name.</exception>
    public void Verify(Hash256 hash)
    {
        string path = PathOf(hash);
        if (!Contains(hash))
        {
            throw new JournalException(
                JournalFault.ContentMissing,
                $"the store has nothing with the hash {hash}",
                "add the package or configuration to the store, or restore the store from a copy",
                path);
        }

        Hash256 actual = Directory.Exists(path) ? FolderHash.Compute(path) : FolderHash.OfFile(path, out _);
        if (actual != hash)
        {
            throw new JournalException(
                JournalFault.ContentMismatch,
                $"the content was changed: its hash is {actual}",
                "do not use it; restore it from a copy or remove it and add the original again",
                path);
        }
    }

    private static void CopyFolder(IReadOnlyList<(string Relative, string File)> files, string target)
    {
        Directory.CreateDirectory(target);
        foreach ((string relative, string file) in files)
        {
            string copy = Path.Combine(target, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            CopyFile(file, copy);
        }
    }

    private static void CopyFile(string file, string target)
    {
        using FileStream source = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        WriteFile(source, target);
    }

    private static void WriteFile(Stream source, string target)
    {
        using FileStream copy = new(target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        source.CopyTo(copy);
        copy.Flush(flushToDisk: true);
        File.SetAttributes(copy.SafeFileHandle, FileAttributes.ReadOnly);
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private Hash256 Add(Action<string> copy, Func<string, Hash256> hashOf)
    {
        string name = string.Create(
            CultureInfo.InvariantCulture, $".adding-{Environment.ProcessId}-{Interlocked.Increment(ref _addings)}");
        string target = Path.Combine(Folder, name);
        return FileFaults.Guard(Folder, () =>
        {
            MakeFolder();
            try
            {
                copy(target);
                SyncTree(target);
                Hash256 hash = hashOf(target);
                Publish(target, hash);
                return hash;
            }
            finally
            {
                // Nothing is there any more when it was renamed; else it is a copy that nobody needs.
                Remove(target);
            }
        });
    }

    private void Publish(string target, Hash256 hash)
    {
        try
        {
            if (!Contains(hash))
            {
                Move(target, PathOf(hash));
            }
        }
        catch (IOException) when (Contains(hash))
        {
            // Another thread or process has added the same content in between: it is there, as was asked for.
        }

        // What another has added may not be on the disk yet either.
        _syncFolder(Folder);
    }

    private void MakeFolder()
    {
        if (!Directory.Exists(Folder))
        {
            Directory.CreateDirectory(Folder);
            _syncFolder(Path.GetDirectoryName(Folder)!);
        }
    }

    private void SyncTree(string path)
    {
        if (Directory.Exists(path))
        {
            foreach (string below in Directory.GetDirectories(path))
            {
                SyncTree(below);
            }

            _syncFolder(path);
        }
    }
}
