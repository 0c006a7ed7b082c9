using System.Globalization;
using Strategies.Journal.Segments;

namespace Strategies.Journal;

/// <summary>
/// A new folder <c>cut/NUMBER</c> that takes what is taken out of a journal, under the same names as in the journal.
/// Made when the first thing comes. Only for the owner of the journal's lock.
/// </summary>
internal sealed class AsideFolder
{
    private readonly JournalLayout _layout;
    private string? _folder;

    internal AsideFolder(JournalLayout layout) => _layout = layout;

    /// <summary>The folder; null when nothing was taken.</summary>
    internal string? Folder => _folder;

    /// <summary>Moves a file of the journal here.</summary>
    /// <returns>The file that it became.</returns>
    /// <exception cref="JournalException">It cannot be moved.</exception>
    internal string Take(string file)
    {
        string target = PlaceFor(file);
        int error = FileSystemCalls.Rename(file, target);
        // A journal in memory has its snapshots as a link to the disk, and cut/ in memory.
        if (error == FileSystemCalls.OtherFileSystem)
        {
            TakeCopy(file);
            error = FileSystemCalls.Unlink(file);
        }

        Require(error, file, "move the file aside");
        Sync(Path.GetDirectoryName(target)!);
        Sync(Path.GetDirectoryName(file)!);
        return target;
    }

    /// <summary>Copies a file of the journal here and brings the copy to the disk; the file itself stays.</summary>
    /// <returns>The copy.</returns>
    /// <exception cref="JournalException">It cannot be copied.</exception>
    internal string TakeCopy(string file)
    {
        string target = PlaceFor(file);
        FileFaults.Guard(target, () =>
        {
            using FileStream source = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using FileStream copy = new(target, FileMode.CreateNew, FileAccess.Write);
            source.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        });
        Sync(Path.GetDirectoryName(target)!);
        return target;
    }

    private string PlaceFor(string file)
    {
        _folder ??= Make();
        string target = Path.Combine(_folder, Path.GetRelativePath(_layout.Folder, file));
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            FileFaults.Guard(folder, () => Directory.CreateDirectory(folder));
            Sync(_folder);
        }

        return target;
    }

    private string Make()
    {
        int number = 1;
        string folder;
        while (Path.Exists(folder = Path.Combine(
            _layout.CutFolder, number.ToString("D6", CultureInfo.InvariantCulture))))
        {
            number++;
        }

        FileFaults.Guard(folder, () => Directory.CreateDirectory(folder));
        Sync(_layout.CutFolder);
        Sync(_layout.Folder);
        return folder;
    }

    private static void Sync(string folder) =>
        Require(FileSystemCalls.SyncFolder(folder), folder, "write the folder to the disk");

    private static void Require(int error, string path, string doing)
    {
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(path, error, doing);
        }
    }
}
