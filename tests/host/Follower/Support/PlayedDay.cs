using Strategies.Driver.Tests.Support;

namespace Strategies.Follower.Tests.Support;

/// <summary>One recorded day for all tests of the follower, one test after another.</summary>
[CollectionDefinition(Name)]
public sealed class PlayedDay : ICollectionFixture<RecordedDay>
{
    internal const string Name = "a played day";
}
