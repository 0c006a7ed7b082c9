using Strategies.Cell.Processes;
using Strategies.Sdk;

namespace Strategies.Cell.Tests.Processes;

public sealed class CellProcessTests
{
    [Fact]
    public void Every_process_is_found_by_its_name()
    {
        CellProcess[] all =
        [
            .. ProcessRoles.All.Select(CellProcess.Of),
            .. Enumerable.Range(2, 62).Select(venue => CellProcess.Of(new VenueId((ushort)venue))),
        ];
        Assert.Equal(all.Length, all.Select(process => process.Name).Distinct().Count());
        Assert.All(all, process =>
        {
            Assert.True(CellProcess.TryParse(process.Name, out CellProcess parsed));
            Assert.Equal(process, parsed);
        });
    }

    [Fact]
    public void The_first_venues_process_is_that_of_its_role() =>
        Assert.Equal(CellProcess.Of(ProcessRole.Venue), CellProcess.Of(new VenueId(1)));

    [Theory]
    [InlineData("venue-1")]
    [InlineData("venue-0")]
    [InlineData("venue-02")]
    [InlineData("venue-64")]
    [InlineData("venue-65538")]
    [InlineData("venue- 2")]
    [InlineData("venue-")]
    [InlineData("core-2")]
    [InlineData("Venue")]
    [InlineData("")]
    public void A_name_that_no_process_has_is_none(string name) => Assert.False(CellProcess.TryParse(name, out _));
}
