using System.Globalization;
using CsCheck;

namespace Strategies.Plugins.Tests.Support;

/// <summary>Source of strategies with random parameters, some of them declared by base classes.</summary>
internal static class GeneratedParameters
{
    private const string RandomAttribute = "Unit = \"ticks\", Description = \"a \\\"quoted\\\" sentence\"";

    private static readonly Gen<(string Type, string Min, string Max, string? Default, bool IsConstant)> Value = Gen.OneOf(
        Gen.Long.Select(number => ("long", Around(number, -4096), Around(number, 4096), (string?)$"unchecked({Text(number)}L)", true)),
        Gen.Int.Select(number => ("int", Around(number, -7), Around(number, 7), (string?)Text(number), true)),
        Gen.Const(("long", "-1e30", "1e30", (string?)null, true)),
        Gen.Double[-1e6, 1e6].Select(number => ("double", Text(number - 1), Text(number + 1), (string?)Text(number), true)),
        Gen.Double[-1e6, 1e6].Select(number => ("double", "-1e9", "1e9", (string?)$"Math.Abs({Text(number)})", false)),
        Gen.Bool.Select(flag => ("bool", "0", "1", (string?)(flag ? "true" : "false"), true)),
        Gen.Int[0, 1_000_000].Select(cents => ("Price", "0", "10_000", (string?)$"Price.FromDecimal({Text(cents / 100m)}m)", true)),
        Gen.Int[0, 1_000_000].Select(raw => ("Price", "0", "1", (string?)$"new({Text(raw)})", true)),
        Gen.Int[0, 1_000_000].Select(raw => ("Price", "0", "1", (string?)$"Price.FromDouble({Text(raw)}e-8)", false)),
        Gen.Const(("Price", "-1", "1", (string?)"Price.Zero", true)),
        Gen.Int[1, 5].Select(number => ("Quantity", "1", "5", (string?)Text(number), true)),
        Gen.Long[-9, 9].Select(number => ("Quantity", "-1e18", "1e18", (string?)$"{number}_000_000_000_000", true)),
        Gen.Const(("Quantity", "0", "1e9", (string?)null, true)));

    private static readonly Gen<string> Setter = Gen.Int[0, 2].Select(choice => choice switch { 0 => "set;", 1 => "private set;", _ => "protected internal set;" });

    private static readonly Gen<(string Source, bool IsConstant)> Property =
        Gen.Select(Value, Setter, Gen.Bool, Gen.Bool, Gen.Bool).Select((value, setter, isRanged, isNamed, isField) =>
        {
            string range = isRanged ? $", Min = {value.Min}, Max = {value.Max}" : "";
            string words = isNamed ? $", {RandomAttribute}" : "";
            string initial = value.Default is null ? "" : $" = {value.Default}";
            string body = isField
                ? $"{{ get => _NAME; set => _NAME = value; }} private {value.Type} _NAME{initial};"
                : $"{{ get; {setter} }}{initial}{(initial.Length == 0 ? "" : ";")}";
            return ($"[Parameter(\"NAME\"{range}{words})] public {value.Type} NAME {body}", value.IsConstant);
        });

    /// <summary>
    /// Sources of a strategy <c>Demo.Quoter</c> that inherits some of its parameters, and the names of those parameters whose
    /// defaults are constants.
    /// </summary>
    internal static Gen<(string Source, string[] Constants)> Strategies { get; } =
        Gen.Select(Property.Array[0, 8], Gen.Int[0, 8], Gen.Bool).Select((properties, inherited, isGeneric) =>
        {
            string[] sources = [.. properties.Select((property, index) =>
                property.Source.Replace("NAME", $"p{index}", StringComparison.Ordinal))];
            string[] constants = [.. Enumerable.Range(0, properties.Length)
                .Where(index => properties[index].IsConstant).Select(index => $"p{index}")];
            (string declared, string named) = isGeneric ? ("Root<T>", "Root<Price>") : ("Root", "Root");
            // Fields beside them whose initializers make other things than constants.
            return ($$"""
                public abstract class {{declared}} : Strategy
                {
                    private readonly List<long> _list = new() { 1, 2 };
                    {{string.Join('\n', sources.Take(inherited))}}
                }

                public sealed class Quoter : {{named}}
                {
                    private readonly Pair _pair = new() { p0 = 3, Other = Environment.NewLine.Length > 7 ? 1 : 2 };
                    {{string.Join('\n', sources.Skip(inherited))}}
                    private readonly long[] _last = new long[3];
                    public override void Save(ref StateWriter writer) { }
                    public override void Restore(ref StateReader reader) { }
                }

                public sealed class Pair
                {
                    public long p0;
                    public long Other { get; set; }
                }
                """, constants);
        });

    private static string Around(long number, long by) => Text(number + (double)by);

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
