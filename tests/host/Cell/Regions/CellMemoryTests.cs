using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Cell.Tests.Support;

namespace Strategies.Cell.Tests.Regions;

public sealed class CellMemoryTests : IDisposable
{
    private readonly CellFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_number_is_one_folders_until_it_is_given_back()
    {
        CellSetup first = _folder.Load(CellFolder.Config);
        CellSetup second = _folder.Load(CellFolder.Config with { Folder = "other" });
        CellMemory.Require(second);
        CellMemory.Claim(first);
        CellMemory.Claim(first);
        CellMemory.Require(first);
        Assert.Equal((false, true), (CellMemory.IsAnothers(first), CellMemory.IsAnothers(second)));
        foreach (Action<CellSetup> use in (Action<CellSetup>[])[CellMemory.Claim, CellMemory.Require])
        {
            CellException refusal = Assert.Throws<CellException>(() => use(second));
            Assert.Contains(first.Paths.Folder, refusal.Message);
            Assert.Contains(second.Paths.Folder, refusal.Message);
        }

        CellMemory.Remove(first);
        CellMemory.Claim(second);
        Assert.Throws<CellException>(() => CellMemory.Require(first));
    }

    [Fact]
    public void What_is_removed_is_the_numbers_own_and_its_size_is_told()
    {
        CellSetup setup = _folder.Load(CellFolder.Config);
        CellMemory.Claim(setup);
        File.WriteAllBytes(_folder.PathOf("strategies-8-orders"), new byte[100]);
        Directory.CreateDirectory(_folder.PathOf("strategies-8-journal/input"));
        File.WriteAllBytes(_folder.PathOf("strategies-8-journal/input/1.seg"), new byte[1_000]);
        File.WriteAllBytes(_folder.PathOf("strategies-80-orders"), new byte[10]);
        Assert.Equal(1_100, CellMemory.Remove(setup));
        Assert.Equal(
            ["strategies-80-orders"],
            Directory.EnumerateFileSystemEntries(_folder.Root, "strategies-*").Select(Path.GetFileName));
    }

    [Fact]
    public void A_free_number_is_one_of_which_nothing_lies_there()
    {
        Assert.Equal(1, CellMemory.FreeNumber(_folder.Root));
        File.WriteAllText(_folder.PathOf("strategies-1-orders"), "");
        File.WriteAllText(_folder.PathOf("strategies-2-owner"), "");
        File.WriteAllText(_folder.PathOf("strategies-30-owner"), "");
        Assert.Equal(3, CellMemory.FreeNumber(_folder.Root));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        CellSetup setup = _folder.Load(CellFolder.Config with { Memory = "gone" });
        CellException refusal = Assert.Throws<CellException>(() => CellMemory.Claim(setup));
        Assert.StartsWith(_folder.PathOf("gone"), refusal.Message);
        Assert.Contains("'memory'", refusal.Hint);
    }
}
