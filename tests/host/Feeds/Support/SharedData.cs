namespace Strategies.Feeds.Tests.Support;

/// <summary>
/// Finds the market data that lies beside the project; a test without it fails in CI and is skipped elsewhere.
/// </summary>
internal static class SharedData
{
    internal static string Find(string name) => FindBesideProject($"data/{name}");

    /// <summary>A small input that shows what feeds really send.</summary>
    internal static string Case(string name) => FindBesideProject($"cases/{name}");

    private static string FindBesideProject(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "shared", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        string problem = $"shared/{name} is in no folder above {AppContext.BaseDirectory}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(problem);
        }

        Assert.Skip(problem);
        return string.Empty;
    }

    internal static string Amzn5 => Find("lobster/LOBSTER_SampleFile_AMZN_2012-06-21_5.zip");

    internal static string Amzn1 => Find("lobster/LOBSTER_SampleFile_AMZN_2012-06-21_1.zip");
}
