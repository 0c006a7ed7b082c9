using System.Runtime.Loader;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Plugins.Tests;

public sealed class PackageLoaderTests : IDisposable
{
    private readonly LoaderFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("Quiet", "Quiet.QuietStrategy")]
    [InlineData("Throwing", "Throwing.ThrowingStrategy")]
    [InlineData("Dependent", "Dependent.DependentStrategy")]
    public void A_package_is_loaded_into_a_context_of_its_own(string project, string strategyName)
    {
        LoadedStrategy loaded = _fixture.Load(_fixture.Stage(project), slot: 7);
        Strategy instance = loaded.CreateInstance();

        Assert.Equal(7, loaded.Slot);
        Assert.Equal(strategyName, loaded.StrategyName);
        Assert.Equal(project, loaded.AssemblyName);
        Assert.Equal(strategyName, instance.GetType().FullName);
        Assert.True(AssemblyLoadContext.GetLoadContext(instance.GetType().Assembly)!.IsCollectible);
        Assert.NotSame(instance, loaded.CreateInstance());
        Assert.True(loaded.Prepared.MethodCount > 5);
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == project);
    }

    [Fact]
    public void The_same_package_in_two_slots_has_two_contexts()
    {
        string folder = _fixture.Stage("Quiet");
        Strategy first = _fixture.Load(folder, slot: 1).CreateInstance();
        Strategy second = _fixture.Load(folder, slot: 2).CreateInstance();
        Assert.NotSame(first.GetType(), second.GetType());
    }

    [Fact]
    public void A_private_dependency_lives_in_the_strategys_context()
    {
        Strategy instance = _fixture.Load(_fixture.Stage("Dependent")).CreateInstance();
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(instance.GetType().Assembly)!;
        Assert.Equal(
            ["Dependent", "Dependent.Library"], context.Assemblies.Select(assembly => assembly.GetName().Name!)
            .Order(StringComparer.Ordinal));
        Assert.DoesNotContain(
            AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name == "Dependent.Library");
    }

    [Fact]
    public void State_goes_from_one_context_to_another_as_bytes()
    {
        string folder = _fixture.Stage("Dependent");
        Strategy first = _fixture.Load(folder).CreateInstance();
        for (int number = 1; number <= 40; number++)
        {
            first.OnTrade(
                new TradeEvent
                {
                    Instrument = new InstrumentId(number % 5 + 1),
                    Price = new Price(
                number),
                    Quantity = number
                });
        }

        byte[] saved = Save(first);
        Strategy second = _fixture.Load(folder).CreateInstance();
        StateReader reader = new(saved, 1);
        second.Restore(ref reader);
        Assert.Equal(0, reader.Remaining);
        Assert.Equal(saved, Save(second));
    }

    [Fact]
    public void Content_of_another_hash_is_refused()
    {
        string folder = _fixture.Stage("Quiet");
        Hash256 asked = FolderHash.Of(folder);
        File.AppendAllText(Path.Combine(folder, "Quiet.deps.json"), " ");
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.Loader.Load(1, asked, folder));
        Assert.Contains(
            $"its content has the hash {FolderHash.Of(folder)}, not {asked}", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_loaded_does_not_depend_on_the_folder_any_more()
    {
        string folder = _fixture.Stage("Dependent");
        LoadedStrategy loaded = _fixture.Load(folder);
        Directory.Delete(folder, recursive: true);
        loaded.CreateInstance()
            .OnTrade(new TradeEvent { Instrument = new InstrumentId(1), Price = new Price(1), Quantity = 1 });
    }

    [Fact]
    public void The_private_copy_is_removed()
    {
        string[] before = PrivateFolders();
        _fixture.Load(_fixture.Stage("Quiet"));
        Assert.Throws<PackageException>(
            () => _fixture.LoadSource("public Quoter() => throw new InvalidOperationException();"));

        // Other processes of the machine have such folders too, for moments; one that is forgotten stays.
        string[] left = [.. PrivateFolders().Except(before)];
        Patience.Until("the end of all private folders", () => !left.Any(Directory.Exists));
    }

    [Fact]
    public void A_constructor_that_throws_is_told_with_type_and_message()
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(
            "public Quoter() => throw new InvalidOperationException(\"no market today\");"));
        Assert.Equal(
            "Demo: the constructor of Demo.Quoter throws System.InvalidOperationException: no market today; a constructor only sets fields; begin to work in OnStart",
            exception.Message);
        Assert.Null(exception.InnerException);
    }

    [Fact]
    public void A_constructor_that_allocates_more_than_it_may_is_refused_with_both_figures()
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(
            "private readonly byte[] _table; public Quoter() => _table = new byte[300 << 20]; public override void OnStop() => _ = _table.Length;"));
        Assert.Contains(
            "the constructor of Demo.Quoter allocates 300 MiB; at most 256 MiB", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constructor_that_uses_the_context_is_told_so()
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(
            "private readonly long _start; public Quoter() => _start = Context.TimeNs; public override void OnStop() => _ = _start;"));
        Assert.Contains("the context is there from OnStart or Restore on", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_the_plugins_own_type_leaves_as_text_only()
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(
            "public Quoter() => throw new Own();",
            "public sealed class Own : Exception { public override string Message => throw new Own(); }"));
        Assert.Contains(
            "throws Demo.Own: (its message cannot be read: Demo.Own)", exception.Message, StringComparison.Ordinal);
        Assert.True(_fixture.Retired.Reclaim().IsClean);
    }

    [Fact]
    public void A_class_constructor_that_throws_is_told_with_its_type()
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(
            "", "public static class Table { public static readonly long Size = Read(); private static long Read() => throw new OverflowException(\"too big\"); }"));
        Assert.Contains(
            "the class constructor of Demo.Table throws System.OverflowException: too big", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_cannot_be_loaded_is_told_before_anything_runs()
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(
            "private long _sum; public override void OnStop() { Wide wide = default; wide[1] = 1; _sum = (long)wide[0]; }",
            "[InlineArray(500_000_000)] public struct Wide { private decimal _first; }"));
        Assert.Contains("Demo.Wide", exception.Message, StringComparison.Ordinal);
        Assert.Contains("build the package again as a whole", exception.Message, StringComparison.Ordinal);
        Assert.True(_fixture.Retired.Reclaim().IsClean);
    }

    [Fact]
    public void A_method_that_is_gone_from_a_dependency_is_told_with_its_caller()
    {
        string folder = _fixture.Folder["gone"];
        string original = PluginTestCompiler.Compile(
            _fixture.Folder["original"], "Library",
            "namespace Lib; public static class One { public static int Get() => 1; }");
        PluginTestCompiler.Compile(
            folder, "Demo", PluginTestCompiler.Quoter(
                "public override void OnStop() => Lib.One.Get();"), [PluginTestCompiler.SdkPath, original]);
        PluginTestCompiler.Compile(
            folder, "Library", "namespace Lib; public static class One { public static int Got() => 1; }");
        File.WriteAllText(Path.Combine(folder, "Demo.deps.json"), "{}");

        PackageException exception = Assert.Throws<PackageException>(() => _fixture.Load(folder));
        Assert.Contains("Demo.Quoter.OnStop", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Get", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_package_is_not_loaded()
    {
        PackageException exception = Assert.Throws<PackageException>(() => _fixture.LoadSource(
            "public override void OnStop() => _ = DateTime.Now; private static long _count; public override void OnStart() => _count++;"));
        Assert.Equal(2, exception.Violations.Count);
        Assert.Equal(0, _fixture.Retired.Count);
    }

    [Fact]
    public void Loading_does_not_flow_or_change_the_execution_context()
    {
        Assert.False(ExecutionContext.IsFlowSuppressed());
        _fixture.Load(_fixture.Stage("Quiet"));
        Assert.False(ExecutionContext.IsFlowSuppressed());
    }

    private static string[] PrivateFolders() => Directory.GetDirectories(Path.GetTempPath(), "strategies-package-*");

    private static byte[] Save(Strategy strategy)
    {
        byte[] buffer = new byte[4096];
        StateWriter writer = new(buffer, strategy.StateSchemaVersion);
        strategy.Save(ref writer);
        return buffer[..writer.Length];
    }
}
