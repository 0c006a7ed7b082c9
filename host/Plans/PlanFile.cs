using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Strategies.Risk.Files;

namespace Strategies.Plans;

/// <summary>
/// Reads and writes session plans, with the manners of <see cref="ConfigFile"/>.
/// </summary>
public static class PlanFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WriteOneOrSeveral } },
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a plan and makes its paths absolute.</summary>
    /// <param name="file">The plan.</param>
    /// <exception cref="PlanException">It is not there, not readable or not a plan.</exception>
    public static SessionPlan Load(string file)
    {
        string path = Path.GetFullPath(file);
        try
        {
            return Parse(ConfigFile.ReadBytes(path, "the plan"), path);
        }
        catch (ConfigException error)
        {
            throw PlanException.Of(error);
        }
    }

    /// <summary>Reads a plan from its text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">Where it came from: relative paths in it start there.</param>
    /// <exception cref="PlanException">It is not a plan.</exception>
    public static SessionPlan Parse(ReadOnlySpan<byte> utf8, string path) => Read(utf8, path, hasLines: true);

    /// <summary>Holds a plan that was put together to the rules of one that was read; makes its paths absolute.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">What to call it in messages; relative paths in it start there.</param>
    /// <exception cref="PlanException">It breaks one; the message names the key, for there are no lines.</exception>
    public static SessionPlan Checked(SessionPlan plan, string path) => Read(Write(plan), path, hasLines: false);

    /// <summary>The plan as text that <see cref="Parse"/> reads.</summary>
    /// <param name="plan">The plan.</param>
    public static byte[] Write(SessionPlan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, Options);

    /// <summary>One feed or venue is written by itself, several as a list.</summary>
    private static void WriteOneOrSeveral(JsonTypeInfo type)
    {
        if (type.Type != typeof(SessionPlan))
        {
            return;
        }

        foreach (JsonPropertyInfo property in type.Properties)
        {
            property.ShouldSerialize = property.Name switch
            {
                "feed" => static (plan, _) => ((SessionPlan)plan).Feeds.Count == 1,
                "feeds" => static (plan, _) => ((SessionPlan)plan).Feeds.Count != 1,
                "venue" => static (plan, _) => ((SessionPlan)plan).Venues.Count == 1,
                "venues" => static (plan, _) => ((SessionPlan)plan).Venues.Count != 1,
                _ => property.ShouldSerialize,
            };
        }
    }

    private static SessionPlan Read(ReadOnlySpan<byte> utf8, string path, bool hasLines)
    {
        try
        {
            (SessionPlan plan, ConfigNode root) = ConfigFile.Read<SessionPlan>(utf8, path, hasLines);
            RequireOneForm(root);
            PlanRules.Check(plan, new PlanPlaces(root));
            return WithAbsolutePaths(plan, Path.GetDirectoryName(path)!);
        }
        catch (ConfigException error)
        {
            throw PlanException.Of(error);
        }
    }

    /// <summary>Of a key and its plural only one is read: which would count, if both stood there?</summary>
    private static void RequireOneForm(ConfigNode root)
    {
        foreach (string key in (ReadOnlySpan<string>)["feed", "venue"])
        {
            if (root.Find(key) is not null && root.Find(key + "s") is { } several)
            {
                throw several.Error(
                    $"there are both {key} and {key}s", $"one {key} is written as {key}, several as {key}s");
            }
        }
    }

    private static SessionPlan WithAbsolutePaths(SessionPlan plan, string folder)
    {
        string Absolute(string path) => path.Length == 0 ? path : Path.GetFullPath(path, folder);
        return plan with
        {
            Feeds = [.. plan.Feeds.Select(feed => feed with { File = Absolute(feed.File) })],
            Venues = [.. plan.Venues.Select(venue => venue with
            {
                Latency = venue.Latency?.Select(each =>
                    each.File is { } file ? each with { File = Absolute(file) } : each),
            })],
            Limits = Absolute(plan.Limits),
            Slots = [.. plan.Slots.Select(slot => slot with { Strategy = Absolute(slot.Strategy) })],
            Actions = [.. plan.Actions.Select(action => action with { Strategy = Absolute(action.Strategy) })],
        };
    }
}
