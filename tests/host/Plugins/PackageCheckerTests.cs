using System.Reflection.PortableExecutable;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Tests.Support;
using Strategies.Records;

namespace Strategies.Plugins.Tests;

public sealed class PackageCheckerTests
{
    [Theory]
    [InlineData("Quiet", "Quiet.QuietStrategy")]
    [InlineData("Throwing", "Throwing.ThrowingStrategy")]
    [InlineData("Dependent", "Dependent.DependentStrategy")]
    public void The_real_plugin_projects_are_accepted(string project, string strategy)
    {
        using TestFolder folder = new();
        new PackageStager(FolderHash.Of).Stage(TestPlugins.FolderOf(project), folder["out"]);
        Assert.Equal(strategy, PackageChecker.RequireAccepted(StrategyPackage.Read(folder["out"])).StrategyTypeName);
    }

    [Fact]
    public void An_assembly_without_a_strategy_is_refused() => CheckedSource.RequireRefused(
        "namespace Demo; public sealed class NotOne; public abstract class Almost : Strategies.Sdk.Strategy; ", "",
        "it has no strategy");

    [Fact]
    public void A_strategy_that_is_not_public_does_not_count() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter("")
            .Replace("public sealed class Quoter", "internal sealed class Quoter", StringComparison.Ordinal), "",
            "it has no strategy");

    [Fact]
    public void Two_strategies_are_refused_by_name() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "", PluginTestCompiler.Quoter("")
            .Split("namespace Demo;")[1].Replace("Quoter", "Second", StringComparison.Ordinal)),
        "", "it has 2 strategies: Demo.Quoter, Demo.Second");

    [Fact]
    public void A_strategy_without_a_public_plain_constructor_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "public Quoter(int size) { _ = size; }"), "Demo.Quoter", "no public constructor without parameters");

    [Fact]
    public void A_strategy_may_derive_through_generic_bases_of_a_private_dependency()
    {
        using TestFolder folder = new();
        string library = PluginTestCompiler.Compile(
            folder.Path, "Library",
            "namespace Lib; public abstract class Base<T> : Strategies.Sdk.Strategy { protected T? Last; }");
        PluginTestCompiler.Compile(
            folder.Path, "Demo", PluginTestCompiler.Quoter("")
                .Replace(": Strategy", ": Lib.Base<long>", StringComparison.Ordinal),
            [PluginTestCompiler.SdkPath, library]);
        File.WriteAllText(folder["Demo.deps.json"], "{}");
        Assert.Equal("Demo.Quoter", PackageChecker.RequireAccepted(StrategyPackage.Read(folder.Path)).StrategyTypeName);
    }

    [Fact]
    public void A_static_in_a_private_dependency_is_refused_with_its_assembly()
    {
        using TestFolder folder = new();
        string library = PluginTestCompiler.Compile(
            folder.Path, "Library",
            "namespace Lib; public static class Cache { public static int Hits; public static double E(double x) => System.Math.Exp(x); }");
        PluginTestCompiler.Compile(
            folder.Path, "Demo", PluginTestCompiler.Quoter(
                "public override void OnStop() => Lib.Cache.Hits++;"), [PluginTestCompiler.SdkPath, library]);
        File.WriteAllText(folder["Demo.deps.json"], "{}");

        CheckResult result = PackageChecker.Check(StrategyPackage.Read(folder.Path));
        Assert.Equal(
            ["Library.dll: Lib.Cache.Hits: the static field of type Int32 is refused"],
            result.Violations.Select(one => $"{one.Assembly}: {one.Place}: {one.Problem}"));
    }

    [Fact]
    public void A_package_built_against_a_newer_sdk_is_refused()
    {
        using TestFolder folder = new();
        string newer = PluginTestCompiler.Compile(
            folder["sdk"], "Strategies.Sdk",
            """
            [assembly: System.Reflection.AssemblyVersion("9.4.0.0")]
            namespace Strategies.Sdk;
            public abstract class Strategy;
            """);
        PluginTestCompiler.Compile(
            folder["package"], "Demo", "namespace Demo; public sealed class Quoter : Strategies.Sdk.Strategy;",
            [newer]);
        Violation only = Assert.Single(PackageChecker.Check(StrategyPackage.Read(folder["package"])).Violations);
        Assert.Equal("built against SDK 9.4, this host has 0.1", only.Problem);
    }

    [Fact]
    public void A_missing_dependency_is_named()
    {
        using TestFolder folder = new();
        string library = PluginTestCompiler.Compile(
            folder["library"], "Library", "namespace Lib; public static class One { public static int Get() => 1; }");
        PluginTestCompiler.Compile(
            folder["package"], "Demo", PluginTestCompiler.Quoter(
                "public override void OnStop() => Lib.One.Get();"), [PluginTestCompiler.SdkPath, library]);
        Violation only = Assert.Single(PackageChecker.Check(StrategyPackage.Read(folder["package"])).Violations);
        Assert.Equal("needs Library 0.0.0.0, which is not in the package", only.Problem);
    }

    [Fact]
    public void An_assembly_of_the_host_is_not_there_for_plugins()
    {
        using TestFolder folder = new();
        PluginTestCompiler.Compile(
            folder.Path, "Demo", PluginTestCompiler.Quoter(
                "private Strategies.Records.Text32 _name; public override void OnStop() => _name = default;"),
            [PluginTestCompiler.SdkPath, typeof(Text32).Assembly.Location]);
        Violation only = Assert.Single(PackageChecker.Check(StrategyPackage.Read(folder.Path)).Violations);
        Assert.StartsWith(
            "needs Strategies.Records 0.1.0.0, which is not in the package", only.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dependency_older_than_what_was_built_against_is_refused()
    {
        using TestFolder folder = new();
        const string Source = "namespace Lib; public static class One { public static int Get() => 1; }";
        string newer = PluginTestCompiler.Compile(
            folder["newer"], "Library", "[assembly: System.Reflection.AssemblyVersion(\"2.0.0.0\")]\n" + Source);
        PluginTestCompiler.Compile(folder["package"], "Library", Source);
        PluginTestCompiler.Compile(
            folder["package"], "Demo", PluginTestCompiler.Quoter(
                "public override void OnStop() => Lib.One.Get();"), [PluginTestCompiler.SdkPath, newer]);
        File.WriteAllText(Path.Combine(folder["package"], "Demo.deps.json"), "{}");
        Violation only = Assert.Single(PackageChecker.Check(StrategyPackage.Read(folder["package"])).Violations);
        Assert.Equal("needs Library 2.0.0.0, the package has 0.0.0.0", only.Problem);
    }

    [Fact]
    public void The_sdk_in_the_package_is_refused()
    {
        using TestFolder folder = new();
        PluginTestCompiler.Compile(folder.Path, "Demo", PluginTestCompiler.Quoter(""));
        File.Copy(PluginTestCompiler.SdkPath, folder["Strategies.Sdk.dll"]);
        Assert.Equal(
            "the SDK is in the package", Assert.Single(
            PackageChecker.Check(StrategyPackage.Read(folder.Path)).Violations).Problem);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_refused_at_every_length()
    {
        using TestFolder folder = new();
        byte[] whole = File.ReadAllBytes(
            PluginTestCompiler.Compile(
            folder["whole"], "Demo", PluginTestCompiler.Quoter(
            "private long _a; public override void OnStop() => _a++;")));
        Directory.CreateDirectory(folder["cut"]);
        for (int length = 0; length < whole.Length - 1024; length += 61)
        {
            File.WriteAllBytes(Path.Combine(folder["cut"], "Demo.dll"), whole[..length]);
            CheckResult result = PackageChecker.Check(StrategyPackage.Read(folder["cut"]));
            Assert.Contains(
                result.Violations, one =>
                one.Assembly == "Demo.dll"
                && one.Problem.StartsWith("it is not a valid .NET assembly", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_flipped_byte_anywhere_never_makes_the_check_throw()
    {
        using TestFolder folder = new();
        byte[] whole = File.ReadAllBytes(
            PluginTestCompiler.Compile(
            folder["whole"], "Demo", PluginTestCompiler.Quoter(
            "private long _a; public override void OnStop() => _a++;")));
        Directory.CreateDirectory(folder["flipped"]);
        for (int position = 0; position < whole.Length; position += 7)
        {
            byte[] flipped = [.. whole];
            flipped[position] ^= 0x55;
            File.WriteAllBytes(Path.Combine(folder["flipped"], "Demo.dll"), flipped);
            Exception? exception = Record.Exception(
                () => PackageChecker.Check(StrategyPackage.Read(folder["flipped"])));
            Assert.True(exception is null, $"byte {position}: {exception}");
        }
    }

    [Fact]
    public void A_text_file_named_dll_is_refused()
    {
        using TestFolder folder = new();
        File.WriteAllText(folder["Demo.dll"], "this is not an assembly");
        PackageException exception = Assert.Throws<PackageException>(
            () => PackageChecker.RequireAccepted(StrategyPackage.Read(folder.Path)));
        Assert.Contains("Demo.dll: it is not a valid .NET assembly", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mixed_mode_assembly_is_refused()
    {
        using TestFolder folder = new();
        string path = PluginTestCompiler.Compile(folder.Path, "Demo", PluginTestCompiler.Quoter(""));
        byte[] bytes = File.ReadAllBytes(path);
        using (PEReader image = new(new MemoryStream(bytes)))
        {
            const int FlagsOffset = 16;
            bytes[image.PEHeaders.CorHeaderStartOffset + FlagsOffset] &= unchecked((byte)~(int)CorFlags.ILOnly);
        }

        File.WriteAllBytes(path, bytes);
        Assert.Contains(
            PackageChecker.Check(StrategyPackage.Read(folder.Path)).Violations, one =>
            one.Problem == "it is a mixed-mode assembly with native code");
    }

    [Fact]
    public void A_native_image_is_refused()
    {
        using TestFolder folder = new();
        File.Copy(typeof(object).Assembly.Location, folder["System.Private.CoreLib.dll"]);
        CheckResult result = PackageChecker.Check(StrategyPackage.Read(folder.Path));
        Assert.Contains(
            result.Violations, one =>
            one.Problem.StartsWith("it is a", StringComparison.Ordinal)
            && one.Problem.Contains("native", StringComparison.Ordinal));
        Assert.Contains(
            result.Violations, one => one.Problem == "it takes the place of the framework's System.Private.CoreLib");
    }

    [Fact]
    public void A_file_under_a_wrong_name_is_refused()
    {
        using TestFolder folder = new();
        File.Move(PluginTestCompiler.Compile(folder.Path, "Demo", PluginTestCompiler.Quoter("")), folder["Other.dll"]);
        Assert.Equal(
            "it holds the assembly Demo", Assert.Single(
            PackageChecker.Check(StrategyPackage.Read(folder.Path)).Violations).Problem);
    }
}
