using Strategies.Plugins.Packages;
using Strategies.Plugins.Tests.Support;
using Strategies.Records;

namespace Strategies.Plugins.Tests;

public sealed class PackageStagerTests
{
    private readonly PackageStager _stager = new(FolderHash.Of);

    [Fact]
    public void Only_what_belongs_to_the_package_is_copied()
    {
        using TestFolder folder = new();
        Hash256 hash = _stager.Stage(TestPlugins.FolderOf("Dependent"), folder["out"]);

        Assert.Equal(["Dependent.Library.dll", "Dependent.deps.json", "Dependent.dll"], FilesIn(folder["out"]));
        Assert.Equal(FolderHash.Of(folder["out"]), hash);
        Assert.Equal("Dependent.dll", StrategyPackage.Read(folder["out"]).MainAssembly.Name);
    }

    [Fact]
    public void Staging_twice_gives_the_same_hash()
    {
        using TestFolder folder = new();
        string dll = Path.Combine(TestPlugins.FolderOf("Quiet"), "Quiet.dll");
        Assert.Equal(_stager.Stage(TestPlugins.FolderOf("Quiet"), folder["a"]), _stager.Stage(dll, folder["b"]));
    }

    [Fact]
    public void Without_a_dependency_file_references_beside_the_assembly_are_followed_and_the_sdk_is_left_out()
    {
        using TestFolder folder = new();
        string deep = PluginTestCompiler.Compile(
            folder["in"], "Deep", "public static class Deep { public static int One() => 1; }");
        string library = PluginTestCompiler.Compile(
            folder["in"], "Library", "public static class Lib { public static int One() => Deep.One(); }", [deep]);
        string main = PluginTestCompiler.Compile(
            folder["in"], "Main", PluginTestCompiler.Quoter(
                "public override void OnStop() => Lib.One();"), [PluginTestCompiler.SdkPath, library]);
        PluginTestCompiler.Compile(folder["in"], "Stranger", "public class Stranger;");
        File.Copy(PluginTestCompiler.SdkPath, Path.Combine(folder["in"], "Strategies.Sdk.dll"));

        _stager.Stage(main, folder["out"]);
        Assert.Equal(["Deep.dll", "Library.dll", "Main.dll"], FilesIn(folder["out"]));

        PackageException unclear = Assert.Throws<PackageException>(() => _stager.Stage(folder["in"], folder["other"]));
        Assert.Contains(
            "several assemblies and no .deps.json file: Deep.dll, Library.dll, Main.dll, Stranger.dll", unclear.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_listed_dependency_that_is_missing_is_named()
    {
        using TestFolder folder = new();
        CopyAll(TestPlugins.FolderOf("Dependent"), folder["in"]);
        File.Delete(Path.Combine(folder["in"], "Dependent.Library.dll"));
        PackageException exception = Assert.Throws<PackageException>(() => _stager.Stage(folder["in"], folder["out"]));
        Assert.Contains(
            "the private dependency Dependent.Library.dll is not beside it", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_library_is_refused()
    {
        using TestFolder folder = new();
        CopyAll(TestPlugins.FolderOf("Quiet"), folder["in"]);
        File.WriteAllText(
            Path.Combine(folder["in"], "Quiet.deps.json"),
            """{"targets":{"net":{"Fast/1.0":{"runtimeTargets":{"runtimes/linux-x64/native/libfast.so":{"rid":"linux-x64","assetType":"native"}}}}}}""");
        PackageException exception = Assert.Throws<PackageException>(() => _stager.Stage(folder["in"], folder["out"]));
        Assert.Contains("Fast/1.0 brings a native library", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_damaged_dependency_file_is_named(string json)
    {
        using TestFolder folder = new();
        CopyAll(TestPlugins.FolderOf("Quiet"), folder["in"]);
        File.WriteAllText(Path.Combine(folder["in"], "Quiet.deps.json"), json);
        PackageException exception = Assert.Throws<PackageException>(() => _stager.Stage(folder["in"], folder["out"]));
        Assert.Contains("Quiet.deps.json: is not a dependency file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_sources_and_targets_are_named()
    {
        using TestFolder folder = new();
        Directory.CreateDirectory(folder["empty"]);
        File.WriteAllText(folder["text.txt"], "x");
        Assert.Contains(
            "has no assembly", Message(() => _stager.Stage(folder["empty"], folder["out"])), StringComparison.Ordinal);
        Assert.Contains(
            "no such file or folder", Message(
            () => _stager.Stage(folder["missing"], folder["out"])), StringComparison.Ordinal);
        Assert.Contains(
            "is not a .dll", Message(() => _stager.Stage(folder["text.txt"], folder["out"])), StringComparison.Ordinal);
        Assert.Contains(
            "is not empty", Message(
            () => _stager.Stage(TestPlugins.FolderOf("Quiet"), folder.Path)), StringComparison.Ordinal);
        Assert.Contains(
            "there is no such folder", Message(
            () => StrategyPackage.Read(folder["missing"])), StringComparison.Ordinal);
        Assert.Contains(
            "has a folder empty", Message(() => StrategyPackage.Read(folder.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_dependency_files_make_the_main_assembly_unclear()
    {
        using TestFolder folder = new();
        CopyAll(TestPlugins.FolderOf("Quiet"), folder["in"]);
        CopyAll(TestPlugins.FolderOf("Throwing"), folder["in"]);
        Assert.Contains(
            "several .deps.json files: Quiet.deps.json, Throwing.deps.json", Message(
                () => _stager.Stage(folder["in"], folder["out"])),
            StringComparison.Ordinal);
    }

    private static string Message(Action action) => Assert.Throws<PackageException>(action).Message;

    private static string[] FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
