using Mono.Cecil;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Checking;

/// <summary>Assemblies from which somebody took what says that they are unsafe.</summary>
public sealed class StrippedAssemblyTests
{
    private const string UnsafeMark = "System.Security.UnverifiableCodeAttribute";

    [Theory]
    [InlineData("unsafe { string x = new string((char*)0x1234567); }")]
    [InlineData("unsafe { int x = System.Text.Encoding.UTF8.GetChars((byte*)0x1234567, 1, (char*)0x1234567, 1); }")]
    [InlineData("unsafe { System.Buffer.MemoryCopy((void*)0x1234567, (void*)0x7654321, 8, 8); }")]
    public void A_pointer_that_is_handed_to_the_framework_is_refused(string statement)
    {
        using TestFolder folder = new();
        string path = PluginTestCompiler.Compile(
            folder["built"], "Demo", PluginTestCompiler.Quoter($"public override void OnStart() {{ {statement} }}"), allowUnsafe: true);
        Strip(path, Path.Combine(Directory.CreateDirectory(folder["stripped"]).FullName, "Demo.dll"));
        CheckResult result = PackageChecker.Check(StrategyPackage.Read(folder["stripped"]));
        Assert.Contains(result.Violations, one => one.Place == "Demo.Quoter.OnStart" && one.Problem.Contains("a pointer is refused", StringComparison.Ordinal));
    }

    [Fact]
    public void A_span_over_the_stack_or_over_constants_is_none() => CheckedSource.RequireAccepted(PluginTestCompiler.Quoter(
        "private int _sum; public override void OnStart() { Span<int> own = stackalloc int[_sum + 4]; ReadOnlySpan<byte> fixedOnes = [1, 2, 3]; Span<byte> some = stackalloc byte[] { 1, 2 }; _sum = own[0] + fixedOnes[1] + some[1]; }"));

    private static void Strip(string from, string to)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(from);
        CustomAttribute mark = assembly.MainModule.CustomAttributes.Single(one => one.AttributeType.FullName == UnsafeMark);
        assembly.MainModule.CustomAttributes.Remove(mark);
        assembly.Write(to);
    }
}
