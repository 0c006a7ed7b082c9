using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Checking;

/// <summary>Keys whose hash code differs from process to process are let through only while that cannot be seen.</summary>
public sealed class HashCodeTests
{
    private const string Seeded = "GetHashCode of text, of objects or of what is not known to be a number is refused";
    private const string Alone = "Equals without a GetHashCode beside it is refused";

    [Theory]
    [InlineData("public sealed record Key(string Name, int Number);")]
    [InlineData("public sealed record Key(string Name);")]
    [InlineData("public sealed record Key;")]
    [InlineData("public readonly record struct Key(string Name, Price Price, object? Tag);")]
    [InlineData("public readonly record struct Key(string Name);")]
    [InlineData("public record Key(string Name); public sealed record Finer(string Name, string More) : Key(Name);")]
    [InlineData("public record Key<T>(T Value, string Name);")]
    [InlineData("public record Key<T>(T Value); public sealed record Finer<T>(T Value, string Name) : Key<T>(Value);")]
    [InlineData("public static class Made { public static object Key(string name) => new { Name = name, Length = name.Length }; }")]
    [InlineData("public sealed class Key { public string Name = \"\"; }")]
    [InlineData("public struct Key { public string Name; public int Number; }")]
    public void What_the_compiler_writes_is_let_through(string types)
    {
        CheckedSource.RequireAccepted(PluginTestCompiler.Quoter("", types));
        CheckedSource.RequireAccepted(PluginTestCompiler.Quoter("", types), isDebug: true);
    }

    [Theory]
    [InlineData("public override bool Equals(object? other) => other is Key key && key.Name == Name; public override int GetHashCode() => StableHash.Of(Name);")]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() => 5;")]
    [InlineData("public override bool Equals(object? other) => other is Key key && key.Day == Day; public override int GetHashCode() => Day.GetHashCode();")]
    [InlineData("public override bool Equals(object? other) => other is Key key && key.Cost == Cost; public override int GetHashCode() => StableHash.Combine(Cost.GetHashCode(), Number.GetHashCode());")]
    [InlineData("public bool Equals(Key other, double tolerance) => true;")]
    [InlineData("public static bool Equals(Key one) => true;")]
    public void Numbers_that_are_the_same_everywhere_are_let_through(string members) =>
        CheckedSource.RequireAccepted(PluginTestCompiler.Quoter("", KeyWith(members)));

    [Theory]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() => Name.GetHashCode();", Seeded, "GetHashCode")]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() => base.GetHashCode();", Seeded, "GetHashCode")]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() => (Name, Number).GetHashCode();", Seeded, "GetHashCode")]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);", Seeded, "GetHashCode")]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() => EqualityComparer<string>.Default.GetHashCode(Name);", Seeded, "GetHashCode")]
    [InlineData("public override bool Equals(object? other) => true; public override int GetHashCode() { Func<int> code = Name.GetHashCode; return code(); }", Seeded, "GetHashCode")]
    [InlineData("public override int GetHashCode() => Name.GetHashCode();", Seeded, "GetHashCode")]
    [InlineData("public override bool Equals(object? other) => true;", Alone, "Equals")]
    public void A_hash_code_that_differs_is_refused_beside_an_equality_of_ones_own(string members, string problem, string method) =>
        CheckedSource.RequireRefused(PluginTestCompiler.Quoter("", KeyWith(members)), $"Demo.Key.{method}", problem);

    [Theory]
    [InlineData("public bool Equals(Key? other) => true;")]
    [InlineData("public bool Equals(Key? other) => other is not null && EqualityComparer<string>.Default.Equals(Name, Name);")]
    [InlineData("public bool Equals(Key? other) => other is not null && EqualityComparer<int>.Default.Equals(Number, other.Number);")]
    [InlineData("public bool Equals(Key? other) => other is not null && (EqualityComparer<string>.Default.Equals(Name, other.Name) || EqualityComparer<int>.Default.Equals(Number, other.Number));")]
    [InlineData("public bool Equals(Key? other) => other is not null && !EqualityComparer<string>.Default.Equals(Name, other.Name) && EqualityComparer<int>.Default.Equals(Number, other.Number);")]
    public void A_record_with_a_looser_equality_is_refused(string equality)
    {
        string source = PluginTestCompiler.Quoter("", $"public sealed record Key(string Name, int Number) {{ {equality} }}");
        CheckedSource.RequireRefused(source, "Demo.Key.GetHashCode", Seeded);
    }

    [Fact]
    public void A_record_whose_hash_code_keeps_what_it_made_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter("", "public sealed record Key(string Name) { private int _kept; public override int GetHashCode() => _kept = EqualityComparer<string>.Default.GetHashCode(Name); }"),
        "Demo.Key.GetHashCode",
        Seeded);

    [Fact]
    public void A_class_that_makes_the_equality_of_its_base_looser_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "",
            "public record Key(string Name); public class Own { public override bool Equals(object? other) => ReferenceEquals(this, other); public override int GetHashCode() => 1; } public sealed class Looser : Own { public override bool Equals(object? other) => true; }"),
        "Demo.Looser.Equals",
        Alone);

    [Fact]
    public void A_comparer_that_hashes_text_by_its_seed_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "",
            "public sealed class ByName : IEqualityComparer<string> { bool IEqualityComparer<string>.Equals(string? one, string? other) => one == other; int IEqualityComparer<string>.GetHashCode(string text) => text.GetHashCode(); }"),
        "Demo.ByName.System.Collections.Generic.IEqualityComparer<System.String>.GetHashCode",
        Seeded);

    [Fact]
    public void Text_is_a_key_of_dictionaries_as_it_is() => CheckedSource.RequireAccepted(PluginTestCompiler.Quoter(
        "private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase); public override void OnStart() => _counts[\"a\"] = 1;"));

    private static string KeyWith(string members) =>
        $"public sealed class Key {{ public string Name = \"\"; public int Number; public DayOfWeek Day; public Money Cost; {members} }}";
}
