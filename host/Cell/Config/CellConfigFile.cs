using System.Text.Json;
using System.Text.Json.Serialization;
using Strategies.Plans;
using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>
/// Reads a cell's configuration, with the manners of <see cref="ConfigFile"/>.
/// </summary>
public static class CellConfigFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
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
                    ? Path.Combine(Absolute(config.Folder), CellUsers.AreNamed(config) ? "edge/tokens.json" : "tokens.json")
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
            (CellConfig config, ConfigNode root) =
                ConfigFile.Read<CellConfig>(ConfigFile.ReadBytes(path, "the configuration"), path);
            CellUsers.Check(config, root);
            return config.Venue.CancelAfterMs > config.Venue.BlockAfterMs
                ? config
                : throw root.At("venue.cancelAfterMs").Error(
                    $"'cancelAfterMs' is {config.Venue.CancelAfterMs}, not above 'blockAfterMs' {config.Venue.BlockAfterMs}",
                    "block first, cancel later");
        }
        catch (ConfigException error)
        {
            throw CellException.Of(error);
        }
    }
}
