using System.Text.Json;

namespace Strategies.Plugins.Packages;

/// <summary>Reads from a <c>.deps.json</c> which files the assembly needs beside itself.</summary>
internal static class DependencyFile
{
    /// <summary>
    /// File names of the assemblies that the dependency file lists, the main assembly and the SDK left out.
    /// </summary>
    /// <param name="path">The <c>.deps.json</c>.</param>
    /// <param name="mainAssembly">File name of the main assembly.</param>
    /// <exception cref="PackageException">The file is not what it should be, or asks for a native library.</exception>
    internal static IReadOnlyList<string> ReadAssemblies(string path, string mainAssembly)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonProperty target in document.RootElement.GetProperty("targets").EnumerateObject())
            {
                foreach (JsonProperty library in target.Value.EnumerateObject())
                {
                    RefuseNative(path, library);
                    AddAssemblies(library.Value, names);
                }
            }
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new PackageException(
                path, $"is not a dependency file: {exception.Message}", "build the strategy again");
        }

        names.Remove(mainAssembly);
        names.Remove(PackageLayout.SdkAssembly + StrategyPackage.AssemblyExtension);
        return [.. names];
    }

    private static void AddAssemblies(JsonElement library, SortedSet<string> names)
    {
        if (library.TryGetProperty("runtime", out JsonElement runtime))
        {
            foreach (JsonProperty asset in runtime.EnumerateObject())
            {
                names.Add(Path.GetFileName(asset.Name));
            }
        }
    }

    private static void RefuseNative(string path, JsonProperty library)
    {
        bool isNative = library.Value.TryGetProperty("native", out _)
            || library.Value.TryGetProperty("runtimeTargets", out JsonElement targets)
            && targets.EnumerateObject().Any(asset =>
                asset.Value.TryGetProperty("assetType", out JsonElement type) && type.ValueEquals("native"));
        if (isNative)
        {
            throw new PackageException(
                path, $"{library.Name} brings a native library", "a strategy and all it uses are managed code");
        }
    }
}
