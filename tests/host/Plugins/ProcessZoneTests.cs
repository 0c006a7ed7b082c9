using System.Buffers.Binary;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests;

/// <summary>A date's text is the same wherever the process runs.</summary>
[Collection(AloneCollection.Name)]
public sealed class ProcessZoneTests
{
    private const string Variable = "TZ";

    [Fact]
    public void A_process_that_runs_strategies_has_the_zone_utc()
    {
        using TestFolder folder = new();
        string? before = Environment.GetEnvironmentVariable(Variable);
        DateTime date = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Local);
        try
        {
            File.WriteAllBytes(folder["five-hours-west"], ZoneFile(offsetSeconds: -5 * 60 * 60));
            Environment.SetEnvironmentVariable(Variable, folder["five-hours-west"]);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal("2026-01-01T00:00:00.0000000-05:00", $"{date:O}");
            ProcessZone.SetUtc();
            Assert.Equal("2026-01-01T00:00:00.0000000+00:00", $"{date:O}");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    /// <summary>A zone as RFC 9636 has it, of one offset for all times: containers have no database to take one from.</summary>
    private static byte[] ZoneFile(int offsetSeconds)
    {
        byte[] file = [.. "TZif"u8, .. new byte[16 + 6 * sizeof(int)], .. new byte[sizeof(int) + 2], .. "FIVE\0"u8];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(36), 1); // one kind of time
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(40), 5); // characters of names
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(44), offsetSeconds);
        return file;
    }
}
