using Strategies.Driver.Tests.Support;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;

namespace Strategies.Follower.Tests;

/// <summary>Versions of a process that lives through many swaps.</summary>
[Collection(Support.PlayedDay.Name)]
public sealed class FollowedVersionsTests(RecordedDay day)
{
    [Fact]
    public void Engines_share_what_is_loaded_and_what_none_holds_any_more_is_unloaded_when_there_is_time()
    {
        Hash256 package = day.Inputs
            .First(input => input.Type == RecordType.SwapRequested).Payload<SwapRequestedPayload>().PackageHash;
        FollowedVersions versions = new(new JournalSession(day.Folder).Store);
        StagedStrategy first = versions.Take(1, package);
        StagedStrategy second = versions.Take(1, package);
        Assert.NotSame(first.Instance, second.Instance);
        Assert.Same(((PreparedVersion)first).Loaded, ((PreparedVersion)second).Loaded);
        versions.Retire(1, first);
        Assert.Equal(0, versions.Retired);
        versions.Retire(1, second);
        Assert.Equal(1, versions.Retired);
        for (int slot = 2; slot <= 8; slot++)
        {
            versions.Retire(slot, versions.Take(slot, package));
        }

        Assert.Equal(8, versions.Retired);
        versions.Turn(isIdle: false);
        Assert.Equal(8, versions.Retired);
        versions.Turn(isIdle: true);
        Assert.True(versions.Retired < 8);
        Assert.Equal(package, versions.Take(1, package).PackageHash);
    }
}
