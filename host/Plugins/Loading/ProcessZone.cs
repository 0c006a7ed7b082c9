namespace Strategies.Plugins.Loading;

/// <summary>
/// Sets the zone of a process that runs strategies to UTC. The text of a date can have the zone's offset in it, formats cannot be
/// refused, and a replay may run where the zone is another.
/// </summary>
internal static class ProcessZone
{
    private const string Variable = "TZ";
    private const string Utc = "UTC";

    private static bool IsUtc => TimeZoneInfo.Local.HasSameRules(TimeZoneInfo.Utc);

    /// <summary>Makes it so, unless it is.</summary>
    /// <exception cref="InvalidOperationException">The system does not let it.</exception>
    internal static void SetUtc()
    {
        if (IsUtc)
        {
            return;
        }

        Environment.SetEnvironmentVariable(Variable, Utc);
        TimeZoneInfo.ClearCachedData();
        if (!IsUtc)
        {
            throw new InvalidOperationException(
                $"the zone of this process is {TimeZoneInfo.Local.Id} and cannot be set to UTC, which strategies need; "
                + $"start it with {Variable}={Utc}");
        }
    }
}
