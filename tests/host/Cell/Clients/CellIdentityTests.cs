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
        Assert.Equal(cell, CellIdentity.Parse(cell.CellText, cell.FolderText));
    }

    [Theory]
    [InlineData(null, "/a")]
    [InlineData("7", null)]
    [InlineData("seven", "/a")]
    [InlineData("-7", "/a")]
    public void Headers_that_name_no_cell_are_nobodys(string? cell, string? folder) =>
        Assert.Null(CellIdentity.Parse(cell, folder));
}
