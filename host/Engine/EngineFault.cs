using System.Diagnostics.CodeAnalysis;

namespace Strategies.Engine;

/// <summary>The engine met a state that its own rules exclude: a programming error. Trading stops.</summary>
/// <param name="message">What is wrong.</param>
public sealed class EngineFault(string message) : Exception(message)
{
    /// <summary>Throws, out of line, so that callers stay small.</summary>
    /// <param name="message">What is wrong.</param>
    [DoesNotReturn]
    public static void Throw(string message) => throw new EngineFault(message);
}
