using System.Text.Json;
using System.Text.Json.Serialization;
using Strategies.Plans;

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

        void InRange(string key, long value, long from, long to) => Require(
            value >= from && value <= to, $"{key} {value} is out of range", $"use {from} to {to}");

        Require(config.Version == 1, $"version {config.Version} is not known", "this build reads version 1");
        Require(config.Plan.Length > 0, "plan is empty", "name the session's plan");
        Require(config.Folder.Length > 0, "folder is empty", "name a folder on disk for the cell");
        InRange("speed", config.Speed, 1, 100_000);
        InRange("core.cpu", config.Core.Cpu ?? 0, 0, 1_023);
        InRange("core.watchdogMs", config.Core.WatchdogMs, 50, 60_000);
        InRange("core.gapMinutes", config.Core.GapMinutes, 0, 600);
        InRange("core.segmentMiB", config.Core.SegmentMiB, 1, 1_024);
        InRange("venue.blockAfterMs", config.Venue.BlockAfterMs, 10, 60_000);
        Require(
            config.Venue.CancelAfterMs > config.Venue.BlockAfterMs && config.Venue.CancelAfterMs <= 600_000,
            $"venue.cancelAfterMs {config.Venue.CancelAfterMs} is not above blockAfterMs, or above 600000",
            "block first, cancel later");
        InRange("archiver.syncEveryMs", config.Archiver.SyncEveryMs, 1, 1_000);
        InRange("archiver.keepSegments", config.Archiver.KeepSegments, 1, 1_000);
        Require(config.Follower.SnapshotsKept >= 1, "follower.snapshotsKept is below 1", "keep at least one");
        InRange("edge.port", config.Edge.Port, 1, 65_535);
    }
}
