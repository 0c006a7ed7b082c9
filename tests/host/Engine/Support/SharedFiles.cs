namespace Strategies.Engine.Tests.Support;

/// <summary>
/// Finds the shared files that lie beside the project; a test without its file fails in CI and is skipped elsewhere.
/// </summary>
internal static class SharedFiles
{
    internal static string Amzn5 => Find("data/lobster/LOBSTER_SampleFile_AMZN_2012-06-21_5.zip");

    internal static string OrderStateMatrices => Find("reference/fix-order-state-matrices.tsv");

    private static string Find(string name)
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
}
