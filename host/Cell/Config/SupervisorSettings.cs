namespace Strategies.Cell.Config;

/// <summary>The supervisor's: it has no section of its own in a configuration.</summary>
internal sealed record SupervisorSettings : ProcessSettings;
