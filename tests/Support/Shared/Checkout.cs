namespace Strategies.Tests.Support;

/// <summary>The checkout in which a test or a tool of the tests was built.</summary>
internal static class Checkout
{
    /// <summary>Its folder: the nearest above with the solution in it.</summary>
    internal static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Strategies.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} does not lie below Strategies.sln");
    }
}
