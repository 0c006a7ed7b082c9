using CsCheck;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Parameters;
using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Parameters;

/// <summary>What is read off a package as data, held against what its loaded strategy says.</summary>
public sealed class DeclaredParametersTests : IDisposable
{
    private readonly LoaderFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("Strategies.Samples.BasketQuoter")]
    [InlineData("Strategies.Samples.Ladder")]
    [InlineData("Strategies.Samples.LadderV2")]
    [InlineData("Strategies.Samples.RiskProbe")]
    [InlineData("Strategies.MarketMaking")]
    [InlineData("Strategies.Momentum")]
    [InlineData("Quiet")]
    [InlineData("Throwing")]
    [InlineData("Dependent")]
    public void A_built_strategy_has_the_same_parameters_read_as_loaded_and_every_default_is_known(string project) =>
        Assert.DoesNotContain(Compare(_fixture.Stage(project)), definition => definition.DefaultBits is null);

    [Fact]
    public void Generated_strategies_have_the_same_parameters_read_as_loaded() => GeneratedParameters.Strategies.Sample(
        generated =>
        {
            IReadOnlyList<ParameterDefinition> read = Compare(CompileWhole(generated.Source));
            Assert.Equal(generated.Constants, read.Where(one => one.DefaultBits is not null).Select(one => one.Name));
        },
        iter: 40,
        threads: 1);

    [Theory]
    [InlineData("public Quoter() => A = 6;")]
    [InlineData("private readonly int _other = Twice(2); private static int Twice(int of) => 2 * of; public Quoter() { Set(); } private void Set() => A = 6;")]
    [InlineData("public Quoter() : this(6) { } private Quoter(long a) => A = a;")]
    public void A_constructor_that_does_more_than_its_initializers_leaves_defaults_unknown(string constructor)
    {
        const string Property = """[Parameter("a", Min = 1, Max = 9)] public long A { get; set; } = 5;""";
        Assert.Null(Assert.Single(Compare(_fixture.Compile($"{Property} {constructor}"))).DefaultBits);
    }

    [Fact]
    public void A_constructor_of_a_base_class_that_sets_a_property_leaves_its_default_unknown()
    {
        const string Base = """
            public abstract class Base : Strategy
            {
                protected Base(long a) => A = a;
                [Parameter("a")] public long A { get; set; } = 5;
            }
            public sealed class Quoter : Base
            {
                public Quoter() : base(7) { }
                public override void Save(ref StateWriter writer) { }
                public override void Restore(ref StateReader reader) { }
            }
            """;
        Assert.Null(Assert.Single(Compare(CompileWhole(Base))).DefaultBits);
    }

    [Fact]
    public void A_property_of_a_type_parameter_has_the_kind_of_what_stands_for_it()
    {
        const string Source = """
            public abstract class Root<TFirst, TSecond> : Strategy
            {
                [Parameter("first")] public TFirst First { get; set; } = default!;
                [Parameter("second", Min = -4)] public TSecond Second { get; set; } = default!;
            }
            public abstract class Middle<T> : Root<Price, T>
            {
                [Parameter("third")] public virtual T Third { get; set; } = default!;
            }
            public sealed class Quoter : Middle<int>
            {
                public override int Third { get; set; } = 3;
                public override void Save(ref StateWriter writer) { }
                public override void Restore(ref StateReader reader) { }
            }
            """;
        IReadOnlyList<ParameterDefinition> read = Compare(CompileWhole(Source));
        Assert.Equal(
            [ParameterKind.Price, ParameterKind.Int32, ParameterKind.Int32], read.Select(definition => definition.Kind));
        // Of a property that may be overridden the override would have to be found.
        Assert.Equal([0L, 0L, null], read.Select(definition => definition.DefaultBits));
    }

    [Theory]
    [InlineData("""[Parameter("name")] public string Name { get; set; } = "";""")]
    [InlineData("""[Parameter("many")] public long[] Many { get; set; } = [];""")]
    [InlineData("""[Parameter("maybe")] public long? Maybe { get; set; }""")]
    [InlineData("""[Parameter("fine")] public float Fine { get; set; }""")]
    [InlineData("""[Parameter("own")] public Own Mine { get; set; } public struct Own { }""")]
    [InlineData("""[Parameter("a b")] public long A { get; set; }""")]
    [InlineData("""[Parameter("")] public long A { get; set; }""")]
    [InlineData("""[Parameter(null!)] public long A { get; set; }""")]
    [InlineData("""[Parameter("a")] public long A { get; }""")]
    [InlineData("""[Parameter("a")] public long A { set { } }""")]
    [InlineData("""[Parameter("a")] public long A { get; init; }""")]
    [InlineData("""[Parameter("a")] public long this[int index] { get => index; set { } }""")]
    [InlineData("""[Parameter("a")] public long A { get; set; } [Parameter("a")] public int B { get; set; }""")]
    [InlineData("""[Parameter("a", Min = 2, Max = 1)] public long A { get; set; }""")]
    [InlineData("""[Parameter("a", Min = double.NaN)] public double A { get; set; }""")]
    [InlineData("""[Parameter("a", Min = 1)] public long A { get; set; }""")]
    [InlineData("""[Parameter("a", Max = 0.5)] public Price A { get; set; } = Price.FromDecimal(0.75m);""")]
    public void A_wrong_declaration_is_refused_with_the_words_of_the_load(string members)
    {
        string folder = _fixture.Compile(members);
        PackageException loaded = Assert.Throws<PackageException>(() => _fixture.Load(folder));
        PackageException read = Assert.Throws<PackageException>(() => DeclaredParameters.Of(StrategyPackage.Read(folder)));
        Assert.Equal(loaded.Message, read.Message);
    }

    [Fact]
    public void Reading_runs_nothing_of_a_version_whose_constructor_and_getter_throw()
    {
        string folder = _fixture.Compile("""
            [Parameter("a", Min = 3)] public long A { get => throw new InvalidOperationException("getter"); set { } }
            public Quoter() => throw new InvalidOperationException("constructor");
            """);
        Assert.Throws<PackageException>(() => _fixture.Load(folder));
        ParameterDefinition read = Assert.Single(DeclaredParameters.Of(StrategyPackage.Read(folder)).Definitions);
        Assert.Equal(("a", ParameterKind.Int64, 3, null), (read.Name, read.Kind, read.Range.MinBits, read.DefaultBits));
        Assert.Equal("a=2 is below its minimum 3; give 3 to 9223372036854775807", Assert.Throws<ParameterException>(() => read.Parse("2")).Message);
    }

    [Fact]
    public void A_name_that_is_not_there_is_answered_as_the_table_does()
    {
        string folder = _fixture.Compile("""[Parameter("levels")] public long A { get; set; }""");
        Assert.Equal(
            Assert.Throws<ParameterException>(() => _fixture.Load(folder).CreateInstanceWithParameters().Parameters.Find("level")).Message,
            Assert.Throws<ParameterException>(() => DeclaredParameters.Of(StrategyPackage.Read(folder)).Find("level")).Message);
    }

    [Fact]
    public void A_package_without_a_strategy_or_with_damaged_metadata_is_refused()
    {
        string none = _fixture.Folder["none"];
        PluginTestCompiler.Compile(none, "Demo", "public class Nothing;");
        Assert.Contains("it has no strategy", Refused(none), StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(none, "Demo.dll"), [1, 2, 3]);
        Assert.Contains("it is not a valid .NET assembly", Refused(none), StringComparison.Ordinal);

        static string Refused(string folder) =>
            Assert.Throws<PackageException>(() => DeclaredParameters.Of(StrategyPackage.Read(folder))).Message;
    }

    private string CompileWhole(string source)
    {
        string folder = _fixture.Folder[Guid.NewGuid().ToString("N")];
        PluginTestCompiler.Compile(folder, "Demo", PluginTestCompiler.WithUsings($"namespace Demo;\n{source}"));
        return folder;
    }

    /// <summary>Reads a package, loads it, and asserts that both say the same; a default only where it is known.</summary>
    private IReadOnlyList<ParameterDefinition> Compare(string folder)
    {
        DeclaredParameters read = DeclaredParameters.Of(StrategyPackage.Read(folder));
        LoadedStrategy loaded = _fixture.Load(folder);
        IReadOnlyList<ParameterDefinition> expected = loaded.CreateInstanceWithParameters().Parameters.Definitions;
        Assert.Equal(loaded.StrategyName, read.Strategy);
        Assert.Equal(expected.Select(one => one with { DefaultBits = null }), read.Definitions.Select(one => one with { DefaultBits = null }));
        Assert.All(expected.Zip(read.Definitions), pair => Assert.Equal(
            pair.First.DefaultBits, pair.Second.DefaultBits ?? pair.First.DefaultBits));
        return read.Definitions;
    }
}
