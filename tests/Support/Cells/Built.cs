namespace Strategies.Cells;

/// <summary>What the build has left: the program, and strategies to load by path.</summary>
public static class Built
{
    private static readonly string Bin = Path.Combine(Root(), "artifacts", "bin");

    /// <summary>The program itself, without its launcher.</summary>
    public static string Strat { get; } = Path.Combine(Bin, "Strategies.Cli", "release", "strat");

    /// <summary>The assembly of a strategy.</summary>
    /// <param name="project">Its project.</param>
    public static string Strategy(string project) => Path.Combine(Bin, project, "release", project + ".dll");

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Strategies.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("this program does not lie below Strategies.sln");
    }
}
