namespace Strategies.Soak.Runs;

/// <summary>One figure of a long run.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value, with unit.</param>
public sealed record SoakFigure(string Name, string Value);
