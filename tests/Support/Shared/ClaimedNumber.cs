namespace Strategies.Tests.Support;

/// <summary>A number that nobody else has until this is disposed of or the process ends.</summary>
internal sealed class ClaimedNumber : IDisposable
{
    private readonly FileStream _claim;

    private ClaimedNumber(int value, FileStream claim)
    {
        Value = value;
        _claim = claim;
    }

    /// <summary>The number.</summary>
    internal int Value { get; }

    /// <summary>Claims a number; null when somebody else has it.</summary>
    /// <param name="kind">What is numbered.</param>
    /// <param name="value">The number.</param>
    internal static ClaimedNumber? TryClaim(string kind, int value)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"strategies-test-numbers-{Environment.UserName}");
        Directory.CreateDirectory(folder);
        try
        {
            // The kernel's lock on the file is the claim: it goes with the process, however that ends. The file stays.
            string file = Path.Combine(folder, $"{kind}-{value}");
            return new ClaimedNumber(
                value, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _claim.Dispose();
}
