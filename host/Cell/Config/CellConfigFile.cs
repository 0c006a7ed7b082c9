using System.Text.Json;
using System.Text.Json.Serialization;
using Strategies.Backtest.Plans;

namespace Strategies.Cell.Config;

/// <summary>
/// Reads a cell's configuration. Comments and trailing commas are allowed; keys that are not known are errors.
/// </summary>
public static class CellConfigFile
{
    private const string Example = "samples/demo.cell.json shows a cell";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a configuration and the plan that it names; all paths become absolute.</summary>
    /// <param name="file">The configuration.</param>
    /// <exception cref="CellException">It is not there, not readable, or a value is out of its range.</exception>
    /// <exception cref="PlanException">The plan cannot be used.</exception>
    public static CellSetup Load(string file)
    {
        string path = Path.GetFullPath(file);
        CellConfig config = Read(path);
        Check(config, path);
        string folder = Path.GetDirectoryName(path)!;
        string Absolute(string value) => Path.GetFullPath(value, folder);
        config = config with
        {
            Plan = Absolute(config.Plan),
            Folder = Absolute(config.Folder),
            Memory = Absolute(config.Memory),
            Edge = config.Edge with
            {
                Tokens = config.Edge.Tokens.Length == 0
                    ? Path.Combine(Absolute(config.Folder), "tokens.json")
                    : Absolute(config.Edge.Tokens),
            },
        };
        return new CellSetup(path, config, PlanFile.Load(config.Plan));
    }

    /// <summary>A configuration as text that <see cref="Load"/> reads.</summary>
    /// <param name="config">The configuration.</param>
    public static byte[] Write(CellConfig config) => JsonSerializer.SerializeToUtf8Bytes(config, Options);

    private static CellConfig Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CellConfig>(File.ReadAllBytes(path), Options)
                ?? throw new CellException(path, "the configuration is empty", Example);
        }
        catch (JsonException exception)
        {
            string message = exception.Message.Split(" Path:")[0];
            throw new CellException(
                path, $"line {(exception.LineNumber ?? 0) + 1}, at {exception.Path}: {message}", Example);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(path, "the configuration cannot be read", exception.Message);
        }
    }

    private static void Check(CellConfig config, string path)
    {
        void Require(bool condition, string problem, string hint)
        {
            if (!condition)
            {
                throw new CellException(path, problem, hint);
            }
        }

        Require(config.Version == 1, $"version {config.Version} is not known", "this build reads version 1");
        Require(config.Plan.Length > 0, "plan is empty", "name the session's plan");
        Require(config.Folder.Length > 0, "folder is empty", "name a folder on disk for the cell");
        Require(config.Speed is >= 1 and <= 100_000, $"speed {config.Speed} is out of range", "use 1 to 100000");
        Require(
            config.Core.Cpu is null or >= 0 and < 1024, $"core.cpu {config.Core.Cpu} is out of range", "use 0 to 1023");
        Require(
            config.Core.WatchdogMs is >= 50 and <= 60_000,
            $"core.watchdogMs {config.Core.WatchdogMs} is out of range",
            "use 50 to 60000");
        Require(
            config.Core.GapMinutes is >= 0 and <= 600,
            $"core.gapMinutes {config.Core.GapMinutes} is out of range",
            "use 0 to 600");
        Require(
            config.Core.SegmentMiB is >= 1 and <= 1_024,
            $"core.segmentMiB {config.Core.SegmentMiB} is out of range",
            "use 1 to 1024");
        Require(
            config.Venue.BlockAfterMs is >= 10 and <= 60_000,
            $"venue.blockAfterMs {config.Venue.BlockAfterMs} is out of range",
            "use 10 to 60000");
        Require(
            config.Venue.CancelAfterMs > config.Venue.BlockAfterMs && config.Venue.CancelAfterMs <= 600_000,
            $"venue.cancelAfterMs {config.Venue.CancelAfterMs} is not above blockAfterMs, or above 600000",
            "block first, cancel later");
        Require(
            config.Archiver.SyncEveryMs is >= 1 and <= 1_000,
            $"archiver.syncEveryMs {config.Archiver.SyncEveryMs} is out of range",
            "use 1 to 1000");
        Require(
            config.Archiver.KeepSegments is >= 1 and <= 1_000,
            $"archiver.keepSegments {config.Archiver.KeepSegments} is out of range",
            "use 1 to 1000");
        Require(config.Follower.SnapshotsKept >= 1, "follower.snapshotsKept is below 1", "keep at least one");
        Require(
            config.Edge.Port is >= 1 and <= 65_535, $"edge.port {config.Edge.Port} is out of range", "use 1 to 65535");
    }
}
