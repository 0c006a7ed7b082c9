namespace Strategies.Plugins.Tests.Support;

/// <summary>Tests that look at the whole process: its memory, its assemblies, its compiler.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>Name for the attribute on the tests.</summary>
    public const string Name = "alone";
}
