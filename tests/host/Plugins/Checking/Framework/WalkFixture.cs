using System.Diagnostics;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>The walk from all that strategies may use, made once.</summary>
public sealed class WalkFixture : IDisposable
{
    private const string SourceFile = "sources.txt";
    private const string CutFile = "cuts.txt";

    public WalkFixture()
    {
        Stopwatch time = Stopwatch.StartNew();
        Images = new();
        Starts = [.. AllowedMembers.Of(Images).Distinct()];
        Walk = new(new(Images), Sources, Cuts);
        Walk.Run(Starts);
        Took = time.Elapsed;
        // With lists of its own: what it comes by must not count as met.
        Beyond = new(new(Images), RuleList.Read(SourceFile), RuleList.Read(CutFile));
        Beyond.Run([.. Starts, .. AllowedMembers.RefusedOf(Images)]);
    }

    /// <summary>The framework.</summary>
    internal FrameworkImages Images { get; }

    /// <summary>What differs between processes.</summary>
    internal RuleList Sources { get; } = RuleList.Read(SourceFile);

    /// <summary>Where the walk ends, and why.</summary>
    internal RuleList Cuts { get; } = RuleList.Read(CutFile);

    /// <summary>What strategies may use.</summary>
    internal IReadOnlyList<Step> Starts { get; }

    /// <summary>The walk from there.</summary>
    internal FrameworkWalk Walk { get; }

    /// <summary>A walk from what is refused by name too.</summary>
    internal FrameworkWalk Beyond { get; }

    /// <summary>How long the first walk took.</summary>
    internal TimeSpan Took { get; }

    public void Dispose() => Images.Dispose();
}
