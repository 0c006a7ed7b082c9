using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Strategies.Program.Tests.Support;

/// <summary>A startup hook as somebody's shell may name one: it leaves a file with the name of every program that runs it.</summary>
internal sealed class StartupHookFile
{
    private readonly string _folder;

    internal StartupHookFile(string folder)
    {
        _folder = Path.Combine(folder, "hooked");
        Directory.CreateDirectory(_folder);
        File = Path.Combine(folder, "hook.dll");
        string source = $$"""
            using System;
            using System.IO;

            internal static class StartupHook
            {
                public static void Initialize() =>
                    File.WriteAllText(Path.Combine("{{_folder}}", Path.GetFileName(Environment.ProcessPath)), "was here");
            }
            """;
        MetadataReference[] framework =
            [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => path.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "hook",
            [CSharpSyntaxTree.ParseText(source)],
            framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(File);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }

    /// <summary>The assembly.</summary>
    internal string File { get; }

    /// <summary>Names of the programs that have run it.</summary>
    internal string[] RanIn => [.. Directory.EnumerateFiles(_folder).Select(file => Path.GetFileName(file))];
}
