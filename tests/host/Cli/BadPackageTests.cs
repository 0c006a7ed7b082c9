using Strategies.Cli.Tests.Support;

namespace Strategies.Cli.Tests;

/// <summary>Packages that must not trade, each refused with what is wrong in it and where.</summary>
public sealed class BadPackageTests : IDisposable
{
    private readonly SmallSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_assembly_without_a_strategy()
    {
        _session.WritePlanWith(_session.Compile("namespace Demo; public sealed class Nothing;"));
        _session.Play().RequireRefused("Demo", "Strategy");
        RequireNoJournal();
    }

    [Fact]
    public void A_package_built_against_a_newer_sdk()
    {
        string newer = PluginTestCompiler.Compile(
            _session.PathOf("sdk"),
            "Strategies.Sdk",
            """
            [assembly: System.Reflection.AssemblyVersion("9.4.0.0")]
            namespace Strategies.Sdk;
            public abstract class Strategy;
            """);
        _session.WritePlanWith(PluginTestCompiler.Compile(
            _session.PathOf("package"), "Demo",
                "namespace Demo; public sealed class Quoter : Strategies.Sdk.Strategy;", [newer]));
        _session.Play().RequireRefused("built against SDK 9.4, this host has");
        RequireNoJournal();
    }

    [Fact]
    public void A_static_field_names_field_and_assembly()
    {
        _session.WritePlanWith(_session.Compile(PluginTestCompiler.Quoter(
            "private static int _count; public override void OnStop() => _count++;")));
        _session.Play().RequireRefused("Demo.dll", "Demo.Quoter._count", "static");
        RequireNoJournal();
    }

    [Fact]
    public void The_clock_of_the_wall()
    {
        _session.WritePlanWith(_session.Compile(PluginTestCompiler.Quoter(
            "private long _t; public override void OnStart() => _t = DateTime.Now.Ticks;")));
        _session.Play().RequireRefused("Demo.Quoter.OnStart", "DateTime.");
        RequireNoJournal();
    }

    [Fact]
    public void A_constructor_that_throws()
    {
        _session.WritePlanWith(_session.Compile(PluginTestCompiler.Quoter(
            "public Quoter() => throw new InvalidOperationException(\"nothing to quote\");")));
        _session.Play().RequireRefused("constructor", "nothing to quote");
    }

    [Fact]
    public void A_callback_that_throws_on_recorded_data()
    {
        _session.WritePlanWith(_session.Compile(PluginTestCompiler.Quoter(
            """
            public override void OnStart() => Context.Subscribe(new InstrumentId(1));
            public override void OnBook(in BookEvent bookEvent) => throw new InvalidOperationException("no book for me");
            """)));
        _session.Play().RequireRefused("in the warm-up", "no book for me");
    }

    [Theory]
    [InlineData("missing.dll")]
    [InlineData("limits.json")]
    [InlineData(".")]
    public void What_is_no_package_at_all(string name)
    {
        _session.WritePlanWith(_session.PathOf(name));
        _session.Play().RequireRefused(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_session.PathOf(name)))));
        RequireNoJournal();
    }

    [Fact]
    public void Several_faults_are_all_listed()
    {
        _session.WritePlanWith(_session.Compile(PluginTestCompiler.Quoter(
            """
            private static int _count;
            public override void OnStop() => _count += (int)Math.Exp(DateTime.Now.Ticks);
            """)));
        _session.Play().RequireRefused("_count", "Math.Exp", "DateTime.");
    }

    private void RequireNoJournal() => Assert.False(Directory.Exists(Path.Combine(_session.JournalDir, "input")));
}
