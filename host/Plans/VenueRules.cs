using Strategies.Records;

namespace Strategies.Plans;

/// <summary>What a plan's feeds and venues must obey beyond their form.</summary>
internal static class VenueRules
{
    /// <exception cref="Risk.Files.ConfigException">A rule is broken.</exception>
    internal static void Check(SessionPlan plan, PlanPlaces places)
    {
        places.Require(
            plan.Feeds.Count is >= 1 and <= SourceIds.FeedMax,
            "feeds",
            plan.Feeds.Count == 0 ? "there is no feed" : $"{plan.Feeds.Count} feeds",
            $"name the market data under feed, or 1 to {SourceIds.FeedMax} files under feeds");
        places.Require(
            plan.Venues.Count is >= 1 and <= SourceIds.VenueMax,
            "venues",
            $"{plan.Venues.Count} venues",
            $"describe the venue under venue, or 1 to {SourceIds.VenueMax} under venues; with neither there is one");
        LatencyModels models = new(places);
        for (int index = 0; index < plan.Venues.Count; index++)
        {
            CheckVenue(plan, index, places);
            _ = models.Make(plan.Venues[index], VenueKey(plan, index));
        }

        for (int index = 0; index < plan.Feeds.Count; index++)
        {
            CheckFeed(plan, index, places);
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

    private static void CheckVenue(SessionPlan plan, int index, PlanPlaces places)
    {
        string name = plan.Venues[index].Name;
        string key = VenueKey(plan, index);
        places.Require(
            !plan.Venues.Take(index).Any(venue => venue.Name == name),
            key + ".name",
            $"{key}.name '{name}' is there twice",
            "every venue has a name of its own");
        places.Require(
            plan.Feeds.Any(feed => VenueOf(plan, feed) == index),
            key,
            $"{key}: no feed tells of venue '{name}'",
            "name the venue in a feed: its instruments are the feed's");
    }

    private static void CheckFeed(SessionPlan plan, int index, PlanPlaces places)
    {
        FeedPlan feed = plan.Feeds[index];
        string key = FeedKey(plan, index);
        places.Require(
            VenueOf(plan, feed) >= 0,
            key + ".venue",
            feed.Venue.Length == 0 ? $"{key} names no venue" : $"{key}: there is no venue '{feed.Venue}'",
            $"venues: {string.Join(", ", plan.Venues.Select(venue => venue.Name))}");
        places.Require(
            feed.TradeDate is not { } date || DateOnly.TryParseExact(date, "yyyy-MM-dd", out _),
            key + ".tradeDate",
            $"{key}.tradeDate '{feed.TradeDate}' is not a date",
            "write it as yyyy-MM-dd");
    }
}
