using System.Diagnostics;

namespace Strategies.Tidy.Tests;

/// <summary>The project's files as git knows them: tracked, or new and not ignored.</summary>
internal static class Repository
{
    internal static string Root => Checkout.Root;

    internal static IReadOnlyList<string> Files { get; } = ListFiles();

    internal static IEnumerable<string> SourceFiles => Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    internal static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static List<string> ListFiles()
    {
        ProcessStartInfo start = new("git", "ls-files --cached --others --exclude-standard") { WorkingDirectory = Root, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        List<string> files = [.. process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(Root, file)) && !IsTextOfATemplate(file))];
        process.WaitForExit();
        return process.ExitCode == 0 && files.Count > 0 ? files : throw new InvalidOperationException("git lists no files");
    }

    /// <summary>What a quant's own project begins with is built and tested there, not here.</summary>
    private static bool IsTextOfATemplate(string file) =>
        file.StartsWith("sdk/Templates/", StringComparison.Ordinal) && file.LastIndexOf('/') > "sdk/Templates/".Length;
}
