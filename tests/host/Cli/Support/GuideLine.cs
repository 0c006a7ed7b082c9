namespace Strategies.Cli.Tests.Support;

/// <summary>A command line of a guide.</summary>
/// <param name="Guide">Path of the guide from the root.</param>
/// <param name="Number">Number of its (first) line in the guide.</param>
/// <param name="Text">The command, without the comment behind it; lines that go on are one.</param>
internal sealed record GuideLine(string Guide, int Number, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Guide}, line {Number}: {Text}";
}
