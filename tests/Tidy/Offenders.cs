namespace Strategies.Tidy.Tests;

/// <summary>Says which files break a rule.</summary>
internal static class Offenders
{
    internal static void MustBeNone(IEnumerable<string> offenders)
    {
        string[] found = [.. offenders];
        Assert.True(found.Length == 0, $"{found.Length} found:\n{string.Join('\n', found.Take(60))}");
    }
}
