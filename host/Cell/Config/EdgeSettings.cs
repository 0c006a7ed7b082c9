using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>How operators reach the cell.</summary>
public sealed record EdgeSettings : ProcessSettings
{
    /// <summary>Port on loopback, 1 to 65,535.</summary>
    [ConfigWhole(1, 65_535)]
    public int Port { get; init; } = 5080;

    /// <summary>
    /// The file of tokens, relative to the configuration; empty for <c>tokens.json</c> in the cell's folder, which
    /// <c>strat up</c> makes with one token for each role when it is not there.
    /// </summary>
    [ConfigText(0, ConfigTextAttribute.PathBytesMax)]
    public string Tokens { get; init; } = "";
}
