using System.Text.Json;
using System.Text.Json.Serialization;

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

        PlanRules.Check(plan, path);
        return WithAbsolutePaths(plan, Path.GetDirectoryName(path)!);
    }

    /// <summary>The plan as text that <see cref="Parse"/> reads.</summary>
    /// <param name="plan">The plan.</param>
    public static byte[] Write(SessionPlan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, Options);

    private static SessionPlan WithAbsolutePaths(SessionPlan plan, string folder)
    {
        string Absolute(string path) => path.Length == 0 ? path : Path.GetFullPath(path, folder);
        return plan with
        {
            Feed = plan.Feed with { File = Absolute(plan.Feed.File) },
            Venue = plan.Venue with
            {
                Latency = plan.Venue.Latency?.Select(each =>
                    each.File is { } file ? each with { File = Absolute(file) } : each),
            },
            Limits = Absolute(plan.Limits),
            Slots = [.. plan.Slots.Select(slot => slot with { Strategy = Absolute(slot.Strategy) })],
            Actions = [.. plan.Actions.Select(action => action with { Strategy = Absolute(action.Strategy) })],
        };
    }
}
