namespace Strategies.Soak.Runs;

/// <summary>A long run cannot begin.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="hint">A way out.</param>
public sealed class SoakException(string message, string hint) : Exception(message)
{
    /// <summary>A way out.</summary>
    public string Hint { get; } = hint;
}
