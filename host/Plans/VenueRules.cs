using Strategies.Records;

namespace Strategies.Plans;

/// <summary>What a plan's feeds and venues must obey beyond their form.</summary>
internal static class VenueRules
{
    internal static void Check(SessionPlan plan, string path)
    {
        // The reader refuses a null for a key, but not among the elements of a list.
        PlanRules.Require(
            plan.Feeds.Count is >= 1 and <= SourceIds.FeedMax && plan.Feeds.All(feed => feed is not null),
            path,
            plan.Feeds.Count == 0 ? "there is no feed" : $"{plan.Feeds.Count} feeds, or one that is null",
            $"name the market data under feed, or 1 to {SourceIds.FeedMax} files under feeds");
        PlanRules.Require(
            plan.Venues.Count is >= 1 and <= SourceIds.VenueMax && plan.Venues.All(venue => venue is not null),
            path,
            $"{plan.Venues.Count} venues, or one that is null",
            $"describe the venue under venue, or 1 to {SourceIds.VenueMax} under venues; with neither there is one");
        LatencyModels models = new(path, readsFiles: false);
        for (int index = 0; index < plan.Venues.Count; index++)
        {
            CheckVenue(plan, index, path);
            _ = models.Make(plan.Venues[index], VenueKey(plan, index));
        }

        for (int index = 0; index < plan.Feeds.Count; index++)
        {
            CheckFeed(plan, index, path);
        }
    }

    /// <summary>How the plan's text calls a venue.</summary>
    internal static string VenueKey(SessionPlan plan, int index) => plan.Venues.Count == 1 ? "venue" : $"venues[{index}]";

    /// <summary>How the plan's text calls a feed.</summary>
    internal static string FeedKey(SessionPlan plan, int index) => plan.Feeds.Count == 1 ? "feed" : $"feeds[{index}]";

    /// <summary>Place of a feed's venue among the plan's; below 0 when there is none of its name.</summary>
    internal static int VenueOf(SessionPlan plan, FeedPlan feed)
    {
        for (int index = 0; index < plan.Venues.Count; index++)
        {
            if (plan.Venues[index].Name == feed.Venue || (feed.Venue.Length == 0 && plan.Venues.Count == 1))
            {
                return index;
            }
        }

        return -1;
    }

    private static void CheckVenue(SessionPlan plan, int index, string path)
    {
        string name = plan.Venues[index].Name;
        string key = VenueKey(plan, index);
        PlanRules.Require(
            name.Length is >= 1 and <= RecordSizes.Name
                && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'),
            path,
            $"{key}.name '{name}'",
            $"a venue's name has 1 to {RecordSizes.Name} letters, digits, dots, dashes and underscores");
        PlanRules.Require(
            !plan.Venues.Take(index).Any(venue => venue.Name == name),
            path,
            $"{key}.name '{name}' is there twice",
            "every venue has a name of its own");
        PlanRules.Require(
            plan.Feeds.Any(feed => VenueOf(plan, feed) == index),
            path,
            $"{key}: no feed tells of venue '{name}'",
            "name the venue in a feed: its instruments are the feed's");
    }

    private static void CheckFeed(SessionPlan plan, int index, string path)
    {
        FeedPlan feed = plan.Feeds[index];
        string key = FeedKey(plan, index);
        PlanRules.Require(
            feed.LatencyMicroseconds >= 0, path, $"{key}.latencyMicroseconds is negative", "time does not go back");
        PlanRules.Require(
            VenueOf(plan, feed) >= 0,
            path,
            feed.Venue.Length == 0 ? $"{key} names no venue" : $"{key}: there is no venue '{feed.Venue}'",
            $"venues: {string.Join(", ", plan.Venues.Select(venue => venue.Name))}");
    }
}
