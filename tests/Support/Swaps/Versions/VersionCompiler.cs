using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Strategies.Sdk;

namespace Strategies.Swaps.Versions;

/// <summary>Compiles generated versions into folders, as a quant's build would leave them.</summary>
public sealed class VersionCompiler
{
    private const string Strategy = "Soak.Strategy";
    private const string Tools = "Soak.Tools";

    /// <summary>What a build writes: by it the package's main assembly is known.</summary>
    private const string DependencyFile = $$"""
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
          "targets": {
            ".NETCoreApp,Version=v10.0": {
              "{{Strategy}}/1.0.0": { "runtime": { "{{Strategy}}.dll": {} } },
              "{{Tools}}/1.0.0": { "runtime": { "{{Tools}}.dll": {} } }
            }
          },
          "libraries": {
            "{{Strategy}}/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
            "{{Tools}}/1.0.0": { "type": "project", "serviceable": false, "sha512": "" }
          }
        }
        """;

    private readonly MetadataReference[] _framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => path.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal))
        .Append(typeof(Strategy).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Where a version's main assembly lies, whether it has been compiled or not.</summary>
    /// <param name="folder">Folder of all versions.</param>
    /// <param name="number">The version.</param>
    public static string PathOf(string folder, int number) =>
        Path.Combine(folder, $"v{number:D4}", Strategy + ".dll");

    /// <summary>Generates and compiles a version and its private dependency.</summary>
    /// <param name="folder">Folder of all versions; the version gets one of its own in it.</param>
    /// <param name="version">Which.</param>
    /// <returns>The main assembly.</returns>
    /// <exception cref="InvalidOperationException">The generated source does not compile: a defect here.</exception>
    public string Compile(string folder, VersionOptions version)
    {
        version.Check();
        string path = PathOf(folder, version.Number);
        string own = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(own);
        string tools = Path.Combine(own, Tools + ".dll");
        Emit(tools, Tools, ToolsSource.Of(version), []);
        Emit(path, Strategy, StrategySource.Of(version), [MetadataReference.CreateFromFile(tools)]);
        File.WriteAllText(Path.ChangeExtension(path, ".deps.json"), DependencyFile);
        return path;
    }

    private void Emit(string path, string name, string source, MetadataReference[] further)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(
                source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))],
            [.. _framework, .. further],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable));
        // Written whole or not at all: a run that is killed here goes on with what is there.
        string unfinished = path + ".unfinished";
        EmitResult result = compilation.Emit(unfinished);
        if (!result.Success)
        {
            throw new InvalidOperationException(
                $"the generated source does not compile:\n{string.Join('\n', result.Diagnostics)}\n{source}");
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
