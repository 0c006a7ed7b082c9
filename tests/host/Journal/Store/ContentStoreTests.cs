using System.Security.Cryptography;
using Strategies.Journal.Store;
using Strategies.Records;

namespace Strategies.Journal.Tests.Store;

public sealed class ContentStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("strategies-store-").FullName;
    private readonly ContentStore _store;

    public ContentStoreTests() => _store = new ContentStore(Path.Combine(_folder, "store"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_kept_under_the_hash_that_sha256sum_gives()
    {
        string file = Write("limits.json", "{}");
        Hash256 hash = _store.AddFile(file);
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", hash.ToString());
        Assert.Equal(hash, _store.AddFile("{}"u8));
        Assert.True(_store.Contains(hash));
        Assert.Equal("{}", File.ReadAllText(_store.PathOf(hash)));
        _store.Verify(hash);
    }

    [Fact]
    public void Names_are_on_the_disk_from_the_deepest_folder_up_before_a_hash_is_told()
    {
        List<(string Folder, int Entries)> synced = [];
        string place = Path.Combine(_folder, "durable");
        ContentStore store = new(place, folder => synced.Add((folder, Directory.GetFileSystemEntries(folder).Length)));
        Hash256 hash = store.AddFolder(Package());
        Assert.Equal(_folder, synced[0].Folder);
        Assert.Equal(["lib", ""], synced[1..^1].Select(one => Path.GetFileName(one.Folder)).Select(name => name == "lib" ? name : ""));
        Assert.All(synced[1..^1], one => Assert.StartsWith(Path.Combine(place, ".adding-"), one.Folder));
        Assert.All(synced[1..^1], one => Assert.True(one.Entries > 0));
        Assert.Equal((place, 1), synced[^1]);

        // Who is told that it is there already relies on it as well.
        synced.Clear();
        Assert.Equal(hash, store.AddFolder(Package()));
        Assert.Equal(place, synced[^1].Folder);
        synced.Clear();
        store.AddFile("{}"u8);
        Assert.Equal([(place, 2)], synced);
    }

    [Fact]
    public void A_folder_whose_names_the_disk_refuses_is_not_told_as_kept()
    {
        ContentStore store = new(Path.Combine(_folder, "refused"), _ => throw new IOException("no"));
        Assert.Throws<JournalException>(() => store.AddFile("{}"u8));
    }

    [Fact]
    public void A_folder_is_kept_with_all_that_is_below_it_and_read_only()
    {
        string package = Package();
        Hash256 hash = _store.AddFolder(package);
        Assert.Equal(FolderHash.Compute(package), hash);
        Assert.Equal(hash, FolderHash.Compute(_store.PathOf(hash)));
        string copy = Path.Combine(_store.PathOf(hash), "lib", "b.dll");
        Assert.Equal("bytes of b", File.ReadAllText(copy));
        Assert.True(new FileInfo(copy).IsReadOnly);
        Assert.Equal(hash, _store.AddFolder(package));
        Assert.Single(Directory.GetFileSystemEntries(_store.Folder));
        _store.Verify(hash);
    }

    [Fact]
    public void A_folders_hash_is_what_its_documentation_says()
    {
        string package = Package();
        using MemoryStream expected = new();
        using BinaryWriter writer = new(expected);
        writer.Write("strategies-folder-1\n"u8);
        foreach ((string path, string content) in new[] { ("a.dll", "bytes of a"), ("lib/b.dll", "bytes of b") })
        {
            writer.Write(path.Length);
            writer.Write(System.Text.Encoding.UTF8.GetBytes(path));
            writer.Write((long)content.Length);
            writer.Write(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
        }

        Assert.Equal(Hash256.Of(expected.ToArray()), FolderHash.Compute(package));
    }

    [Fact]
    public void A_folders_hash_depends_on_names_and_content_and_on_nothing_else()
    {
        string package = Package();
        Hash256 before = FolderHash.Compute(package);
        File.SetLastWriteTimeUtc(Path.Combine(package, "a.dll"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Directory.CreateDirectory(Path.Combine(package, "empty"));
        Assert.Equal(before, FolderHash.Compute(package));
        File.Move(Path.Combine(package, "a.dll"), Path.Combine(package, "c.dll"));
        Hash256 renamed = FolderHash.Compute(package);
        Assert.NotEqual(before, renamed);
        File.WriteAllText(Path.Combine(package, "c.dll"), "bytes of A");
        Assert.NotEqual(renamed, FolderHash.Compute(package));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("added")]
    [InlineData("removed")]
    public void Tampering_with_a_package_is_found(string how)
    {
        Hash256 hash = _store.AddFolder(Package());
        string file = Path.Combine(_store.PathOf(hash), "a.dll");
        switch (how)
        {
            case "changed":
                File.SetAttributes(file, FileAttributes.Normal);
                File.WriteAllText(file, "bytes of x");
                break;
            case "added":
                File.WriteAllText(file + ".config", "");
                break;
            default:
                File.Delete(file);
                break;
        }

        JournalException failure = Assert.Throws<JournalException>(() => _store.Verify(hash));
        Assert.Equal((JournalFault.ContentMismatch, _store.PathOf(hash)), (failure.Fault, failure.File));
    }

    [Fact]
    public void Tampering_with_a_file_is_found()
    {
        Hash256 hash = _store.AddFile("limits"u8);
        File.Delete(_store.PathOf(hash));
        File.WriteAllText(_store.PathOf(hash), "Limits");
        Assert.Equal(JournalFault.ContentMismatch, Assert.Throws<JournalException>(() => _store.Verify(hash)).Fault);
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Hash256 hash = Hash256.Of("nothing"u8);
        JournalException failure = Assert.Throws<JournalException>(() => _store.Verify(hash));
        Assert.Equal(JournalFault.ContentMissing, failure.Fault);
        Assert.Contains(hash.ToString(), failure.Message);
        Assert.Equal(
            JournalFault.ContentMissing,
            Assert.Throws<JournalException>(() => _store.AddFile(Path.Combine(_folder, "none"))).Fault);
        Assert.Equal(
            JournalFault.ContentMissing,
            Assert.Throws<JournalException>(() => _store.AddFolder(Path.Combine(_folder, "none"))).Fault);
    }

    [Fact]
    public void Links_and_empty_folders_are_refused()
    {
        string package = Package();
        File.CreateSymbolicLink(Path.Combine(package, "lib", "link"), "/etc/passwd");
        JournalException failure = Assert.Throws<JournalException>(() => _store.AddFolder(package));
        Assert.Equal(JournalFault.ContentUnsuitable, failure.Fault);
        Assert.EndsWith("link", failure.File);
        string empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        Assert.Equal(
            JournalFault.ContentUnsuitable, Assert.Throws<JournalException>(() => FolderHash.Compute(empty)).Fault);
    }

    [Fact]
    public void The_same_content_added_by_many_threads_is_there_once()
    {
        string package = Package();
        Parallel.For(0, 16, _ => _store.AddFolder(package));
        Assert.Single(Directory.GetFileSystemEntries(_store.Folder));
        _store.Verify(FolderHash.Compute(package));
    }

    private string Package()
    {
        Write("package/a.dll", "bytes of a");
        Write("package/lib/b.dll", "bytes of b");
        return Path.Combine(_folder, "package");
    }

    private string Write(string relative, string content)
    {
        string file = Path.Combine(_folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }
}
