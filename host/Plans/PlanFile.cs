using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Strategies.Plans;

/// <summary>
/// Reads and writes session plans. Comments and trailing commas are allowed; keys that are not known are errors.
/// </summary>
public static class PlanFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
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
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlanException(file, "the plan cannot be read", exception.Message);
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads a plan from its text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="path">Where it came from: relative paths in it start there.</param>
    /// <exception cref="PlanException">It is not a plan.</exception>
    public static SessionPlan Parse(ReadOnlySpan<byte> utf8, string path)
    {
        SessionPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize<SessionPlan>(utf8, Options);
        }
        catch (JsonException exception)
        {
            string message = exception.Message.Split(" Path:")[0];
            throw new PlanException(
                path,
                $"line {(exception.LineNumber ?? 0) + 1}, at {exception.Path}: {message}",
                "samples/every-key.plan.json shows every key");
        }

        if (plan is null)
        {
            throw new PlanException(path, "the plan is empty", "samples/every-key.plan.json shows every key");
        }

        RequireOneForm(utf8, path);
        PlanRules.Check(plan, path);
        return WithAbsolutePaths(plan, Path.GetDirectoryName(path)!);
    }

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

    /// <summary>Of a key and its plural only one is read: which would count, if both stood there?</summary>
    private static void RequireOneForm(ReadOnlySpan<byte> utf8, string path)
    {
        Utf8JsonReader reader = new(
            utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        HashSet<string> keys = new(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                keys.Add(reader.GetString()!);
            }
        }

        foreach (string key in (ReadOnlySpan<string>)["feed", "venue"])
        {
            if (keys.Contains(key) && keys.Contains(key + "s"))
            {
                throw new PlanException(
                    path, $"there are both {key} and {key}s", $"one {key} is written as {key}, several as {key}s");
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
