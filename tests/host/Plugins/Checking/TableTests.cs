using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Checking;

/// <summary>Static arrays and collections: constants while all the package's code only reads them, state as soon as any does not.</summary>
public sealed class TableTests
{
    private const string Doubles = "private static readonly double[] Table = [1, 2, 3]; ";
    private const string Grid = "private static readonly double[,] Table = { { 1, 2 }, { 3, 4 } }; ";
    private const string Names = "private static readonly string[] Table = [\"a\", \"b\"]; ";
    private const string Tiers = "private static readonly (long From, decimal Fee)[] Table = [(0, 0.3m), (10, 0.2m)]; ";
    private const string Fees = "private static readonly Dictionary<string, decimal> Table = new(StringComparer.Ordinal) { [\"a\"] = 1, [\"b\"] = 2 }; ";
    private const string Open = "private static readonly HashSet<int> Table = [1, 2]; ";
    private const string Frozen = "private static readonly System.Collections.Immutable.ImmutableArray<double> Table = [1, 2]; ";

    [Theory]
    [InlineData(Doubles, "_sum += Table[1] + Table.Length;")]
    [InlineData(Doubles, "foreach (double one in Table) { _sum += one; }")]
    [InlineData(Doubles, "double[] table = Table; for (int i = 0; i < table.Length; i++) { _sum += table[i]; }")]
    [InlineData(Doubles, "ReadOnlySpan<double> table = Table; foreach (double one in table[1..]) { _sum += one; }")]
    [InlineData(Doubles, "_sum += Table.Sum() + Array.BinarySearch(Table, 2) + Array.IndexOf(Table, 3);")]
    [InlineData(Doubles, "_sum += Of(Table, 1); static double Of(double[] table, int at) => at == 0 ? table[0] : Of(table, at - 1) + table[at];")]
    [InlineData(Doubles, "_sum += _sum > 3 && Table is not null ? Table[0] : Table[1];")]
    [InlineData(Doubles, "_sum += Table[0].ToString(System.Globalization.CultureInfo.InvariantCulture).Length;")]
    [InlineData(Doubles, "switch ((int)_sum) { case 0: _sum = Table[0]; break; case 1: _sum = Table[1]; break; case 2: _sum = Table[2]; break; case 3: _sum = 4; break; }")]
    [InlineData(Doubles, "try { _sum = Table[(int)_sum]; } catch (IndexOutOfRangeException) when (Table.Length > 2) { _sum = Table[0]; } finally { _sum += Table[1]; }")]
    [InlineData(Doubles, "Func<int, double> at = static index => Table[index]; _sum += at(1);")]
    [InlineData(Grid, "_sum += Table[1, 0] + Table.GetLength(0);")]
    [InlineData(Names, "foreach (string one in Table) { _sum += one.Length; }")]
    [InlineData(Tiers, "for (int i = 0; i < Table.Length; i++) { if (Table[i].From < _sum) { _sum += (double)Table[i].Fee; } }")]
    [InlineData(Tiers, "foreach ((long from, decimal fee) in Table) { _sum += from + (double)fee; }")]
    [InlineData(Fees, "_sum += Table.TryGetValue(\"a\", out decimal fee) ? (double)fee : Table.ContainsKey(\"b\") ? (double)Table[\"b\"] : Table.Count;")]
    [InlineData(Fees, "foreach ((string name, decimal fee) in Table) { _sum += name.Length + (double)fee; }")]
    [InlineData(Open, "_sum += Table.Contains(3) ? 1 : 0;")]
    [InlineData(Frozen, "_sum += Table[0]; foreach (double one in Table) { _sum += one; }")]
    public void What_is_only_read_is_a_constant(string table, string statement)
    {
        string source = PluginTestCompiler.Quoter($"{table} private double _sum; public override void OnStop() {{ {statement} }}");
        CheckedSource.RequireAccepted(source);
        CheckedSource.RequireAccepted(source, isDebug: true);
    }

    [Theory]
    [InlineData(Doubles, "Table[1] = 2;")]
    [InlineData(Doubles, "Table[1]++;")]
    [InlineData(Doubles, "double[] table = Table; table[1] = 2;")]
    [InlineData(Doubles, "ref double one = ref Table[1]; one = 2;")]
    [InlineData(Doubles, "Span<double> table = Table; table[1] = 2;")]
    [InlineData(Doubles, "Table.AsSpan().Clear();")]
    [InlineData(Doubles, "Array.Sort(Table);")]
    [InlineData(Doubles, "Array.Copy(new double[3], Table, 3);")]
    [InlineData(Doubles, "_held = Table;")]
    [InlineData(Doubles, "object one = Table; ((double[])one)[0] = 1;")]
    [InlineData(Doubles, "IList<double> one = Table; one[0] = 1;")]
    [InlineData(Doubles, "object[] all = [Table]; _held = (double[])all[0];")]
    [InlineData(Doubles, "_held = Of(); static double[] Of() => Table;")]
    [InlineData(Doubles, "Set(Table); static void Set(double[] table) => table[0] = 1;")]
    [InlineData(Doubles, "Set(Table, 3); static void Set(double[] table, int left) { if (left == 0) { table[0] = 1; } else { Set(table, left - 1); } }")]
    [InlineData(Doubles, "Set(ref Table[0]); static void Set(ref double one) => one = 1;")]
    [InlineData(Doubles, "double[] table = _sum > 3 ? Table : new double[3]; table[0] = 1;")]
    [InlineData(Doubles, "double[] table = new double[3]; for (int i = 0; i < 3; i++) { table[0] = i; table = Table; }")]
    [InlineData(Doubles, "Action<double[]> set = static table => table[0] = 1; set(Table);")]
    [InlineData(Doubles, "double[] table = Table; Action set = () => table[0] = 1; set();")]
    [InlineData(Doubles, "_sum += All().First(); static IEnumerable<double> All() { double[] table = Table; yield return 1; table[0] = 1; }")]
    [InlineData("private static readonly double[] Other = [1]; " + Doubles, "First(Other, 1); Second(Table, 1); static void First(double[] table, int left) { if (left > 0) { Second(table, left - 1); } table[0] = 1; } static void Second(double[] table, int left) => First(table, left);")]
    [InlineData(Grid, "Table[1, 0] = 2;")]
    [InlineData(Grid, "ref double one = ref Table[1, 0]; one = 2;")]
    [InlineData(Names, "Table[1] = \"c\";")]
    [InlineData(Tiers, "Table[1].Fee = 2;")]
    [InlineData(Tiers, "Table[1].CompareTo(default); ref (long, decimal) one = ref Table[0]; one = default;")]
    [InlineData(Fees, "Table[\"c\"] = 2;")]
    [InlineData(Fees, "Table.TryAdd(\"c\", 2);")]
    [InlineData(Fees, "CollectionsMarshal.GetValueRefOrAddDefault(Table, \"c\", out _) = 2;")]
    [InlineData(Fees, "IReadOnlyDictionary<string, decimal> one = Table; ((Dictionary<string, decimal>)one).Clear();")]
    [InlineData(Open, "Table.Add(3);")]
    public void What_is_written_or_handed_on_is_state(string table, string statement)
    {
        string source = PluginTestCompiler.Quoter(
            $"{table} private double _sum; private double[]? _held; public override void OnStop() {{ {statement} }} public override void OnStart() => _sum += _held?[0] ?? 0;");
        CheckedSource.RequireRefused(source, "Demo.Quoter.Table", "what it holds can change");
    }

    [Theory]
    [InlineData("private static double[] Table = [1]; private double _sum; public override void OnStop() => _sum = Table[0];", "static field")]
    [InlineData("private static readonly List<double>[] Table = [[1]]; private double _sum; public override void OnStop() => _sum = Table[0][0];", "what it holds can change")]
    [InlineData("private static readonly object[] Table = [1]; public override void OnStop() => _ = Table.Length;", "what it holds can change")]
    [InlineData("private static readonly System.Collections.Immutable.ImmutableArray<List<long>> Table = [[1]]; public override void OnStop() => Table[0].Add(1);", "what it holds can change")]
    [InlineData("public override void OnStop() => Holder<List<long>>.Read(); private static class Holder<T> { public static readonly T[] Table = new T[1]; public static T Read() => Table[0]; }", "what it holds can change")]
    public void What_could_hold_something_that_changes_is_state(string members, string problem) => Assert.Contains(
        CheckedSource.Check(PluginTestCompiler.Quoter(members)).Violations,
        one => one.Place.EndsWith(".Table", StringComparison.Ordinal) && one.Problem.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_class_that_calls_itself_string_is_none() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "private static readonly @string Name = new(); public override void OnStop() => Name.Count++;").Replace(
            "namespace Demo;", "using Demo; public sealed class @string { public long Count; } namespace Demo { ", StringComparison.Ordinal) + "}",
        "Demo.Quoter.Name", "what it holds can change");

    [Fact]
    public void A_class_over_an_enumeration_of_ones_own_is_none()
    {
        using TestFolder folder = new();
        string library = PluginTestCompiler.Compile(
            folder.Path,
            "Library",
            "namespace System { public class Enum; } namespace Lib { public sealed class State : System.Enum { public long Count; public static readonly State One = new(); } }",
            []);
        PluginTestCompiler.Compile(
            folder.Path, "Demo", PluginTestCompiler.Quoter("public override void OnStop() => Lib.State.One.Count++;"), [PluginTestCompiler.SdkPath, library]);
        File.WriteAllText(folder["Demo.deps.json"], "{}");
        Assert.Contains(PackageChecker.Check(StrategyPackage.Read(folder.Path)).Violations, one => one.Place == "Lib.State.One");
    }
}
