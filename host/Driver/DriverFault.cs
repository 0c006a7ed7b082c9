using System.Diagnostics.CodeAnalysis;

namespace Strategies.Driver;

/// <summary>The driver cannot go on: a table is too small for this session or a part broke its contract.</summary>
/// <param name="message">What is wrong.</param>
public sealed class DriverFault(string message) : Exception(message)
{
    /// <summary>Throws, out of line.</summary>
    /// <param name="message">What is wrong.</param>
    [DoesNotReturn]
    public static void Throw(string message) => throw new DriverFault(message);
}
