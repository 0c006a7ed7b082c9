using System.Runtime.InteropServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Strategies.Sdk;

namespace Strategies.Plugins.Tests.Support;

/// <summary>Compiles strategies from source text into package folders.</summary>
internal static class PluginTestCompiler
{
    internal static readonly string SdkPath = typeof(Strategy).Assembly.Location;

    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => path.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path))];

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using Strategies.Sdk;

        """;

    /// <summary>Source of a strategy <c>Demo.Quoter</c> with further members, and further types beside it.</summary>
    internal static string Quoter(string members, string types = "") => $$"""
        {{Usings}}
        namespace Demo;

        public sealed class Quoter : Strategy
        {
            {{members}}

            public override void Save(ref StateWriter writer)
            {
            }

            public override void Restore(ref StateReader reader)
            {
            }
        }

        {{types}}
        """;

    /// <summary>Source with the usual usings.</summary>
    internal static string WithUsings(string source) => Usings + source;

    /// <summary>Compiles into <c>folder/name.dll</c>.</summary>
    /// <param name="folder">The package's folder; made if it is missing.</param>
    /// <param name="name">Name of the assembly.</param>
    /// <param name="source">Its source.</param>
    /// <param name="references">Paths of assemblies besides the framework; the SDK when null.</param>
    /// <param name="allowUnsafe">Compile with <c>/unsafe</c>.</param>
    /// <param name="sourceName">Name of the source's file in debug information beside the assembly; null for no such.</param>
    /// <param name="beside">Another source file of the same assembly, with its global usings.</param>
    /// <param name="alias">Alias of the last reference; null for none.</param>
    /// <param name="isDebug">Compile as for a debugger.</param>
    internal static string Compile(
        string folder,
        string name,
        string source,
        string[]? references = null,
        bool allowUnsafe = false,
        string? sourceName = null,
        string beside = "",
        string? alias = null,
        bool isDebug = false)
    {
        Directory.CreateDirectory(folder);
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(
                source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest), sourceName ?? "", Encoding.UTF8),
                CSharpSyntaxTree.ParseText(beside, path: "Usings.cs", encoding: Encoding.UTF8)],
            [.. Framework, .. References(references ?? [SdkPath], alias)],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: isDebug ? OptimizationLevel.Debug : OptimizationLevel.Release,
                allowUnsafe: allowUnsafe, deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable));
        string path = Path.Combine(folder, name + ".dll");
        Microsoft.CodeAnalysis.Emit.EmitResult result = EmitTo(compilation, path, sourceName is not null);
        return result.Success ? path : throw new InvalidOperationException(
            $"the test's source does not compile:\n{string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error))}\n{source}");
    }

    private static IEnumerable<MetadataReference> References(string[] paths, string? alias) => paths.Select((path, index) =>
        MetadataReference.CreateFromFile(
            path,
            alias is not null && index == paths.Length - 1 ? MetadataReferenceProperties.Assembly.WithAliases([alias]) : default));

    private static Microsoft.CodeAnalysis.Emit.EmitResult EmitTo(CSharpCompilation compilation, string path, bool hasSymbols)
    {
        if (!hasSymbols)
        {
            return compilation.Emit(path);
        }

        using FileStream assembly = File.Create(path);
        using FileStream symbols = File.Create(Path.ChangeExtension(path, ".pdb"));
        return compilation.Emit(
            assembly,
            symbols,
            options: new(debugInformationFormat: Microsoft.CodeAnalysis.Emit.DebugInformationFormat.PortablePdb));
    }
}
