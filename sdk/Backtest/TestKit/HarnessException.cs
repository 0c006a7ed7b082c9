namespace Strategies.Backtest.TestKit;

/// <summary>
/// The strategy under test threw, was refused by the engine, or the test asked for something that cannot be.
/// </summary>
public sealed class HarnessException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What the strategy threw; none when it threw nothing.</param>
    public HarnessException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
