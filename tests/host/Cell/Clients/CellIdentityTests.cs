using Strategies.Cell.Clients;

namespace Strategies.Cell.Tests.Clients;

public sealed class CellIdentityTests
{
    [Theory]
    [InlineData("/var/lib/cell")]
    [InlineData("/home/änne/zelle 7")]
    [InlineData("/a%2Fb\nc")]
    public void A_cell_is_read_from_its_headers_whatever_its_folder_is_called(string folder)
    {
        CellIdentity cell = new(7, folder);
        Assert.All(cell.FolderText, character => Assert.InRange(character, '!', '~'));
        Assert.Equal(folder, CellIdentity.ReadFolder(cell.FolderText));
        Assert.Equal(7, CellIdentity.ReadCell(cell.CellText, cell.FolderHash));
        Assert.DoesNotContain(folder, cell.FolderHash, StringComparison.Ordinal);
        Assert.NotEqual(cell.FolderHash, new CellIdentity(7, folder + "x").FolderHash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("seven")]
    [InlineData("-7")]
    public void Headers_that_name_no_cell_are_nobodys(string? cell)
    {
        Assert.Null(CellIdentity.ReadCell(cell, new CellIdentity(7, "/a").FolderHash));
        Assert.Null(CellIdentity.ReadCell("7", null));
        Assert.Null(CellIdentity.ReadCell("7", "/a"));
        Assert.Null(CellIdentity.ReadFolder(null));
    }
}
