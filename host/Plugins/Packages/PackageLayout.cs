namespace Strategies.Plugins.Packages;

/// <summary>The rule by which a folder's main assembly is found.</summary>
internal static class PackageLayout
{
    internal const string SdkAssembly = "Strategies.Sdk";

    /// <summary>File name of the main assembly: the one with a <c>.deps.json</c>, or the only one there is.</summary>
    /// <param name="folder">Named in messages.</param>
    /// <param name="fileNames">Names of the files in it.</param>
    /// <exception cref="PackageException">There is no main assembly, or it is not clear which it is.</exception>
    internal static string FindMainAssembly(string folder, IReadOnlyCollection<string> fileNames)
    {
        string[] dependencyFiles = [.. fileNames.Where(IsDependencyFile).Order(StringComparer.Ordinal)];
        string[] assemblies = [.. fileNames.Where(IsPackageAssembly).Order(StringComparer.Ordinal)];
        if (assemblies.Length == 0)
        {
            throw new PackageException(
                folder, "the folder has no assembly", "name the output folder of the strategy's build");
        }

        if (dependencyFiles.Length > 1)
        {
            throw new PackageException(
                folder, $"several {StrategyPackage.DependencyExtension} files: {string.Join(", ", dependencyFiles)}",
                "a package has one main assembly; name its .dll instead of the folder");
        }

        if (dependencyFiles.Length == 0)
        {
            return assemblies.Length == 1 ? assemblies[0] : throw new PackageException(
                folder, $"several assemblies and no {StrategyPackage.DependencyExtension} file: "
                + string.Join(", ", assemblies),
                "name the main .dll instead of the folder, or build with EnableDynamicLoading=true");
        }

        string main = MainAssemblyOf(dependencyFiles[0]);
        return assemblies.Contains(main, StringComparer.Ordinal) ? main : throw new PackageException(
            folder, $"{dependencyFiles[0]} is there but {main} is not",
            "build the strategy again and name its output folder");
    }

    internal static bool IsDependencyFile(string name) =>
        name.EndsWith(StrategyPackage.DependencyExtension, StringComparison.OrdinalIgnoreCase);

    internal static string DependencyFileOf(string mainAssembly) =>
        Path.GetFileNameWithoutExtension(mainAssembly) + StrategyPackage.DependencyExtension;

    private static string MainAssemblyOf(string dependencyFile) =>
        dependencyFile[..^StrategyPackage.DependencyExtension.Length] + StrategyPackage.AssemblyExtension;

    private static bool IsPackageAssembly(string name) =>
        name.EndsWith(StrategyPackage.AssemblyExtension, StringComparison.OrdinalIgnoreCase)
        && !name.Equals(SdkAssembly + StrategyPackage.AssemblyExtension, StringComparison.OrdinalIgnoreCase);
}
