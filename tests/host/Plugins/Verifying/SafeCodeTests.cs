using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using Strategies.Plugins.Tests.Support;
using Strategies.Plugins.Tests.Verifying.Support;

namespace Strategies.Plugins.Tests.Verifying;

/// <summary>What the compiler writes for safe code verifies: all of it, over a hundred thousand methods; what does not is unsafe code.</summary>
public sealed class SafeCodeTests
{
    /// <summary>Refusals of code that takes addresses; each of another kind was looked at and is a fault of the verifier.</summary>
    private static readonly string[] OfUnsafeCode =
    [
        "a pointer may point anywhere",
        "conv.u: it expects a number and finds ref",
        "it expects a managed reference and finds NativeInt",
    ];

    [Theory]
    [InlineData("System.Linq", 0, 1_300)]
    [InlineData("System.Collections", 0, 700)]
    [InlineData("System.Collections.Concurrent", 0, 400)]
    [InlineData("System.Collections.Immutable", 2, 2_000)]
    [InlineData("System.Linq.Expressions", 0, 4_500)]
    [InlineData("System.Text.Json", 2, 3_900)]
    [InlineData("System.Text.RegularExpressions", 2, 1_500)]
    public void The_frameworks_safe_code_verifies(string assembly, int unsafeMethods, int methodsMin) =>
        RequireUnsafeOnly(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), assembly + ".dll"), unsafeMethods, methodsMin);

    [Fact]
    public void The_compilers_own_safe_code_verifies() =>
        RequireUnsafeOnly(typeof(Microsoft.CodeAnalysis.CSharp.CSharpCompilation).Assembly.Location, null, 40_000);

    [Theory]
    [InlineData("Strategies.Sdk")]
    [InlineData("Strategies.Plugins")]
    [InlineData("Strategies.Risk")]
    [InlineData("Strategies.Records")]
    [InlineData("Strategies.Plugins.Tests")]
    public void The_products_safe_code_verifies(string assembly) =>
        RequireUnsafeOnly(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), null, 50);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_language_has_verifies(bool isDebug)
    {
        using TestFolder folder = new();
        string source = File.ReadAllText(Path.Combine(Checkout.Root, "tests", "host", "Plugins", "Verifying", "Sources", "language.cs"));
        string path = PluginTestCompiler.Compile(folder.Path, "Language", source, isDebug: isDebug);
        using VerifiedFile file = new(File.ReadAllBytes(path), "Language");
        Assert.Empty(file.Bodies.Where(handle => file.Refuse(handle) is not null).Select(handle => $"{file.NameOf(handle)}: {file.Refuse(handle)}"));
    }

    private static void RequireUnsafeOnly(string path, int? unsafeMethods, int methodsMin)
    {
        using VerifiedFile file = VerifiedFile.Open(path);
        IReadOnlyList<MethodDefinitionHandle> bodies = file.Bodies;
        Assert.True(bodies.Count >= methodsMin, $"{path} has {bodies.Count} methods");
        List<string> refused = [.. bodies.Select(handle => (Name: file.NameOf(handle), Refusal: file.Refuse(handle)))
            .Where(one => one.Refusal is not null).Select(one => $"{one.Name}: {one.Refusal}")];
        Assert.DoesNotContain(refused, one => !Array.Exists(OfUnsafeCode, words => one.Contains(words, StringComparison.Ordinal)));
        Assert.Equal(unsafeMethods ?? refused.Count, refused.Count);
    }
}
