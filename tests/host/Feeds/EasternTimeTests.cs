using CsCheck;

namespace Strategies.Feeds.Tests;

public sealed class EasternTimeTests
{
    [Theory]
    [InlineData("2012-06-21", "2012-06-21T04:00:00")]
    [InlineData("2024-01-02", "2024-01-02T05:00:00")]
    [InlineData("2024-03-10", "2024-03-10T05:00:00")]
    [InlineData("2024-03-11", "2024-03-11T04:00:00")]
    [InlineData("2024-11-03", "2024-11-03T04:00:00")]
    [InlineData("2024-11-04", "2024-11-04T05:00:00")]
    [InlineData("2015-03-08", "2015-03-08T05:00:00")]
    [InlineData("2015-11-01", "2015-11-01T04:00:00")]
    [InlineData("2006-04-02", "2006-04-02T05:00:00")]
    [InlineData("2006-04-03", "2006-04-03T04:00:00")]
    [InlineData("2006-10-29", "2006-10-29T04:00:00")]
    [InlineData("2006-10-30", "2006-10-30T05:00:00")]
    [InlineData("2004-10-31", "2004-10-31T04:00:00")]
    [InlineData("1970-01-01", "1970-01-01T05:00:00")]
    public void Midnight_follows_the_law_of_its_year(string date, string utc)
    {
        long expectedNs = (DateTime.Parse(utc + "Z").ToUniversalTime() - DateTime.UnixEpoch).Ticks * 100;
        Assert.Equal(expectedNs, EasternTime.MidnightUtcNs(DateOnly.Parse(date)));
    }

    [Fact]
    public void The_date_at_any_instant_of_a_day_is_that_day() =>
        Gen.Select(Gen.Int[0, 60_000], Gen.Long[0, long.MaxValue]).Sample((day, within) =>
        {
            DateOnly date = new DateOnly(1970, 1, 1).AddDays(day);
            long startNs = EasternTime.MidnightUtcNs(date);
            long endNs = EasternTime.MidnightUtcNs(date.AddDays(1));
            return EasternTime.DateOf(startNs) == date && EasternTime.DateOf(endNs - 1) == date
                && EasternTime.DateOf(startNs + within % (endNs - startNs)) == date;
        });
}
