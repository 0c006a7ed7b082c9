using System.Text.Json;
using Strategies.Records;
using Strategies.Venues.Latency;

namespace Strategies.Plans;

/// <summary>
/// Makes the models that a plan describes. One for checking reads no files; one for a session reads each file once and
/// keeps its bytes.
/// </summary>
public sealed class LatencyModels
{
    private static readonly LatencyModel Unread = LatencyModel.Constant(0);

    private readonly Dictionary<string, byte[]> _contents = [];
    private readonly Dictionary<string, LatencyModel> _models = [];
    private readonly string _planName = "";
    private readonly PlanPlaces? _places;

    /// <summary>Models for a session.</summary>
    /// <param name="planName">The plan, in messages.</param>
    public LatencyModels(string planName) => _planName = planName;

    /// <summary>Models for checking a plan: no file is read.</summary>
    /// <param name="places">Where in the plan's text things stand.</param>
    internal LatencyModels(PlanPlaces places) => _places = places;

    /// <summary>Contents of the files that were read.</summary>
    public IReadOnlyCollection<byte[]> Contents => _contents.Values;

    /// <summary>Makes the models of a venue.</summary>
    /// <param name="venue">The plan, for a session with absolute paths.</param>
    /// <param name="key">How the plan's text calls the venue.</param>
    /// <exception cref="PlanException">One cannot be made; the message names the class.</exception>
    public VenueLatencies Make(VenuePlan venue, string key)
    {
        VenueLatencyPlan latency = venue.Latency ?? new VenueLatencyPlan();
        LatencyModel order = Constant(venue.OrderLatencyMicroseconds, $"{key}.orderLatencyMicroseconds");
        LatencyModel report = Constant(venue.AckLatencyMicroseconds, $"{key}.ackLatencyMicroseconds");
        if (latency.Default is { } unnamed)
        {
            if ((venue.OrderLatencyMicroseconds ?? venue.AckLatencyMicroseconds) is not null)
            {
                throw Refuse(
                    $"{key}.latency.default",
                    $"{key}.latency.default and a constant of a direction say the same twice",
                    "leave default out, or orderLatencyMicroseconds and ackLatencyMicroseconds");
            }

            order = report = Make(unnamed, $"{key}.latency.default");
        }

        // Any bits are a seed: a negative one is as good.
        return new VenueLatencies(unchecked((ulong)latency.Seed), each => latency.Of(each) is { } own
            ? Make(own, $"{key}.latency.{JsonNamingPolicy.CamelCase.ConvertName(each.ToString())}")
            : each < LatencyClass.Acknowledgement ? order : report);
    }

    /// <summary>The same plan with the hash of every file that was read.</summary>
    /// <param name="venue">The plan that the models were made of.</param>
    public VenuePlan WithHashes(VenuePlan venue) => venue with
    {
        Latency = venue.Latency?.Select(latency => latency.File is not { } file
            ? latency
            : latency with { Sha256 = Hash256.Of(_contents[file]).ToString() }),
    };

    private LatencyModel Constant(long? microseconds, string key) =>
        Guarded(key, () => LatencyModel.Constant(
            LatencyTime.FromMicroseconds(microseconds ?? VenuePlan.LatencyMicrosecondsUnsaid)));

    private LatencyModel Make(LatencyPlan plan, string key)
    {
        int ways = (plan.Microseconds is null ? 0 : 1) + (plan.Quantiles is null ? 0 : 1) + (plan.File is null ? 0 : 1);
        if (ways != 1)
        {
            throw Refuse(
                key,
                ways == 0 ? $"{key} is empty" : $"{key} says more than one thing",
                "give exactly one of microseconds, quantiles and file");
        }

        if (plan.Sha256 is not null && plan.File is null)
        {
            throw Refuse(key, $"{key} has a sha256 and no file", "it is the hash of a file's content");
        }

        return Guarded(key, () => plan switch
        {
            { Microseconds: { } microseconds } => LatencyModel.Constant(LatencyTime.FromMicroseconds(microseconds)),
            { Quantiles: { } quantiles } => LatencyModel.FromQuantiles(quantiles),
            _ => _places is null ? ReadModel(plan, key) : Unread,
        });
    }

    private LatencyModel ReadModel(LatencyPlan plan, string key)
    {
        string file = plan.File!;
        if (!_contents.TryGetValue(file, out byte[]? content))
        {
            content = ReadContent(file, key);
            _contents.Add(file, content);
        }

        string hash = Hash256.Of(content).ToString();
        if (plan.Sha256 is { } expected && !expected.Equals(hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new LatencyException(
                $"{file} has SHA-256 {hash}, the plan says {expected}",
                "the file has changed; bring the old one back, or leave sha256 out");
        }

        if (!_models.TryGetValue(file, out LatencyModel? model))
        {
            model = ParseContent(content, file);
            _models.Add(file, model);
        }

        return model;
    }

    private byte[] ReadContent(string file, string key)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refuse(
                key,
                $"{key}: {file} cannot be read ({exception.Message})",
                "give the path of a file of measured latencies, relative to the plan");
        }
    }

    private static LatencyModel ParseContent(byte[] content, string file)
    {
        try
        {
            return LatencyFile.Parse(content);
        }
        catch (LatencyException exception)
        {
            throw new LatencyException($"{file}: {exception.Problem}", exception.Hint);
        }
    }

    private Exception Refuse(string key, string problem, string hint) => _places is null
        ? new PlanException(_planName, problem, hint)
        : _places.Error(key, problem, hint);

    private LatencyModel Guarded(string key, Func<LatencyModel> make)
    {
        try
        {
            return make();
        }
        catch (LatencyException exception)
        {
            throw Refuse(key, $"{key}: {exception.Problem}", exception.Hint);
        }
    }
}
