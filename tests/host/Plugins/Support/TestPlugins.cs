namespace Strategies.Plugins.Tests.Support;

/// <summary>Finds the build output of the plugin projects under <c>tests/TestStrategies</c>.</summary>
internal static class TestPlugins
{
    /// <summary>Output folder of a plugin project: beside the test's own under <c>artifacts/bin</c>.</summary>
    internal static string FolderOf(string project)
    {
        DirectoryInfo own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string folder = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name);
        return Directory.Exists(folder) ? folder
            : throw new DirectoryNotFoundException($"{folder} is not there: build the test project");
    }
}
