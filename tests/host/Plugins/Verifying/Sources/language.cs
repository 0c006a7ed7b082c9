// What the language has, so that what the compiler makes of it is seen by the verifier. Compiled by tests, for release and for debugging.
#nullable disable
#pragma warning disable
using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;

namespace Language;

public enum Color : byte { Red, Green, Blue }

public interface IShape { double Area(); double Twice() => Area() * 2; static virtual string Kind => "shape"; }

public interface IZero<TSelf> where TSelf : IZero<TSelf> { static abstract TSelf Zero { get; } static abstract TSelf operator +(TSelf a, TSelf b); }

public readonly record struct Point(int X, int Y) : IZero<Point>, IComparable<Point>
{
    public static Point Zero => default;
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
    public int CompareTo(Point other) => X.CompareTo(other.X);
    public double Length => Math.Sqrt(X * X + Y * Y);
}

public abstract record Base(string Name) { public int Rank { get; init; } public abstract int Do(); }

public sealed record Derived(string Name, int Size) : Base(Name) { public override int Do() => Size; }

public record Open(int A) { public required string B { get; init; } }

public struct Mutable
{
    public int Count; private readonly int _fixed; private readonly DateTime _when;
    public Mutable(int count) { Count = count; _fixed = count; _when = new DateTime(1, 1, 1); }
    public void Add() { Count++; }
    public readonly int Peek() => _fixed + Count + _when.Day;
    public override string ToString() => $"{Count:000} {_fixed,5} {base.ToString()}";
    [UnscopedRef] public ref int At() => ref Count;
    public int this[int index] { readonly get => index; set => Count = value + index; }
}

[InlineArray(4)] public struct Four<T> { private T _first; }

[InlineArray(8)] public struct Eight { private long _first; }

public ref struct Reader
{
    private readonly ReadOnlySpan<byte> _all; private int _at; private ref int _counter;
    public Reader(ReadOnlySpan<byte> all, ref int counter) { _all = all; _counter = ref counter; }
    public bool TryRead(out byte value) { if (_at < _all.Length) { value = _all[_at++]; _counter++; return true; } value = 0; return false; }
    public ReadOnlySpan<byte> Rest => _all[_at..];
    public ReadOnlySpan<byte> Take(scoped ReadOnlySpan<byte> like) => _all.Slice(0, Math.Min(like.Length, _all.Length));
    public void Deconstruct(out int at, out int length) { at = _at; length = _all.Length; }
}

public class Primary(int start, string name) : IEnumerable<int>
{
    private readonly int _twice = start * 2; private readonly Func<int> _later = () => start + name.Length; private List<int> _items = [start, 2, .. new[] { 3, 4 }];
    public static event Action Changed; public event EventHandler<int> Moved;
    public int Later() => _later() + _twice + start;
    public IEnumerator<int> GetEnumerator() { foreach (int one in _items) { try { yield return one; } finally { Changed?.Invoke(); } } Moved?.Invoke(this, 1); }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    public virtual int Value { get; set; } = 3;
    protected int Protected() => Value;
}

public class Second : Primary
{
    public Second() : base(1, "x") { Value = base.Value; }
    public override int Value { get => base.Value + 1; set => base.Value = value; }
    public IEnumerable<int> Values() { yield return base.Value; yield return base.Later(); Func<int> more = () => base.Later() + Protected(); yield return more(); }
    public static Second operator +(Second a, Second b) => a ?? b;
    public static implicit operator int(Second s) => s.Value;
    ~Second() { Value = 0; }
}

public static class Generic<T> where T : class, IShape, new()
{
    private static readonly Dictionary<string, T> Cache = new();
    public static T Make(string name) { if (!Cache.TryGetValue(name, out T found)) { Cache[name] = found = new T(); } return found; }
    public static double Sum(T[] all) { double sum = 0; foreach (T one in all) { sum += one.Area() + one.Twice(); } return sum; }
    public static IShape AsShape(T one) => one; public static object AsObject(T one) => one; public static T From(object o) => o as T; public static string Kind() => T.Kind;
}

public sealed class Circle : IShape { public double R; public double Area() => R * R * Math.PI; public override bool Equals(object o) => o is Circle { R: var r } && r == R; public override int GetHashCode() => R.GetHashCode(); }

public static class Statements
{
    public static T Total<T>(IEnumerable<T> all) where T : IZero<T> { T sum = T.Zero; foreach (T one in all) { sum += one; } return sum; }
    public static bool Same<T>(T a, T b) where T : struct, IEquatable<T> => a.Equals(b);
    public static int Compare<T>(in T a, in T b) where T : IComparable<T> => a.CompareTo(b);
    public static T Pick<T>(bool first, T a, T b) => first ? a : b;
    public static T Default<T>() => default;
    public static T Null<T>() where T : class => null;
    public static string Text<T>(T one) => one?.ToString() ?? "null";
    public static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);
    public static ref T First<T>(T[] all) => ref all[0];
    public static ref readonly T FirstOf<T>(T[] all) => ref all[0];
    public static ref readonly T Last<T>(ReadOnlySpan<T> all) => ref all[^1];
    public static IShape Choose(bool first) => first ? new Circle() : Generic<Circle>.Make("x");
    public static IEnumerable<object> Choose(int n, List<string> a, string[] b) => n > 0 ? a : b;
    public static object Boxed(int? n, Color c, Point p, DateTime? when) => n switch { null => c, 1 => p, 2 => when, var other => other };
    public static int Unboxed(object o) => o switch { int n when n > 3 => n, int n => -n, Color.Red => 7, Point(1, _) { Y: > 2 and < 9 } => 8, string { Length: > 2 } s => s.Length, int[] and [1, .., 3] => 2, null => 0, _ => ((Point)o).Y + (int)(Color)o };
    public static int Words(string s) => s switch { "alpha" => 1, "beta" => 2, "gamma" => 3, "delta" => 4, "epsilon" => 5, "zeta" => 6, "eta" => 7, _ => 0 };
    public static int Pattern(int[] all) => all is [var first, .. var middle, > 5 and var last] ? first + middle.Length + last : -1;

    public static int Exceptions(string s, int n)
    {
        int result = 0;
        try { result = int.Parse(s, CultureInfo.InvariantCulture) / n; }
        catch (FormatException e) when (e.Message.Length > n && Words(s) > 0) { result = 1; }
        catch (DivideByZeroException) { try { throw; } catch (ArithmeticException e) { result = e.Message.Length; } }
        finally { for (int i = 0; i < n; i++) { if (i == 3) { continue; } try { result++; } finally { result--; } } }
        while (true) { try { if (n-- < 0) { return result; } } catch (InvalidOperationException) { break; } finally { result += 2; } }
        lock (s) { checked { result *= (int)(uint)n; } }
        using (IEnumerator<int> all = new Second().GetEnumerator()) { while (all.MoveNext()) { result += all.Current; } }
        goto end;
        end: return unchecked((byte)result) + (sbyte)result;
    }

    public static double Numbers(byte a, short b, uint c, ulong d, nint e, float f, decimal g, char h)
    {
        long sum = a + b + c + (long)d + e + h; sum <<= a; sum ^= ~b; sum >>>= 3; double r = sum % 7 + f * 2.5 - -f; r += (double)g + (c > d ? 1 : 0) + (f < r ? 2 : 3);
        bool any = (a & 3) != 0 || d > 5 && !(f >= 2); nuint u = (nuint)e + 4; return any ? r : (double)u + Math.Max(a, b) + (ulong)r + (int)MathF.Abs(f) + h;
    }

    public static long Spans(int n, string text, List<int> list)
    {
        Span<int> own = stackalloc int[n]; Span<byte> bytes = stackalloc byte[16]; Span<long> three = stackalloc long[] { 1, 2, 3 }; Span<Point> points = stackalloc Point[3]; Span<short> ones = stackalloc short[] { (short)n, 2 };
        Span<char> chars = n < 64 ? stackalloc char[64] : new char[n]; ReadOnlySpan<int> table = [1, 2, 3, 4, 5]; ReadOnlySpan<byte> utf8 = "hello"u8; ReadOnlySpan<char> letters = text.AsSpan()[1..^1]; Span<Guid> more = stackalloc Guid[n];
        points[1] = new Point(1, 2); ref Point second = ref points[1]; second = second with { X = 4 }; Span<int> half = own[..(n / 2)]; half.Fill(3); own.Sort();
        long sum = 0; foreach (ref int one in own) { one++; sum += one; } foreach (byte one in utf8) { sum += one; } for (int i = 0; i < table.Length; i++) { sum += table[i]; }
        int counter = 0; Reader reader = new(utf8, ref counter); while (reader.TryRead(out byte value)) { sum += value; } (int at, int length) = reader; sum += reader.Rest.Length + reader.Take(utf8).Length + at + length;
        if (text.TryCopyTo(chars)) { sum += chars.IndexOf('x'); } more.Clear(); Span<int> literal = [n, n + 1, .. list]; sum += literal.Length; return sum + Inner(own, three);
        static int Inner(scoped Span<int> a, ReadOnlySpan<long> b) => a.Length + (int)b[0];
    }

    public static Span<T> Slice<T>(Span<T> all, int n) { Span<T> part = all; if (n > 0) { part = part.Slice(n); } return part; }
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) { while (text is [' ', .. var rest]) { text = rest; } return text; }

    public static long Arrays(int n)
    {
        int[,] grid = new int[n, 3]; int[][] jagged = [[1, 2], [], [n]]; object[] objects = ["a", 1, null]; string[] texts = { "a", "b" }; Eight eight = default; Four<string> four = default; long[] numbers = { 1, 2, 3, 4, 5, 6, 7, 8 };
        grid[1, 2] = 3; grid[0, 0] += grid[1, 2]++; jagged[0][1]--; objects[0] = texts; objects = texts; ref int cell = ref grid[0, 1]; cell = 4; eight[3] = n; eight[n & 7]++; four[1] = "x"; Span<long> span = eight; span[2] = 1; ReadOnlySpan<string> strings = four;
        long sum = 0; foreach (long one in eight) { sum += one; } foreach (string one in four) { sum += one?.Length ?? 0; } foreach (int one in grid) { sum += one; } Index last = ^1; return sum + numbers[last] + numbers[1..3].Length + strings.Length + eight[^1] + (texts is { Length: 2 } ? 1 : 0);
    }

    public static string Strings(int n, Point p, object o) { StringBuilder builder = new(); builder.Append($"{n:x} {p} {o}").AppendLine(); string a = $"{n}{p.X,4:0.0}" + o + 'c' + builder; a += n; FormattableString f = $"{n}"; return string.Create(CultureInfo.InvariantCulture, $"{a} {f}") + nameof(Strings) + """raw"""; }

    public static int Closures(int n, in Point p)
    {
        int captured = n; Point copy = p; Func<int, int> add = x => x + captured++; Action<int> many = x => { int inner = x; Func<int> deep = () => inner + captured + copy.X; captured = deep(); }; Func<string, int> length = Words; Func<object, string> wide = Convert.ToString; Func<string, object> variant = wide; Comparison<string> compare = string.CompareOrdinal; many += x => captured -= x; many(1);
        Func<Point> boxed = () => copy.WithX(); int Local(int x) { captured += x; return x <= 0 ? 0 : Local(x - 1); } Delegate any = static (ref int x, in int y) => x + y; return add(1) + Local(2) + length("a") + boxed().X + compare("a", "b") + variant("x").GetHashCode() + any.GetHashCode() + new[] { 3, 1 }.Where(x => x > captured).OrderBy(x => -x).Select((x, i) => (x, i)).Sum(t => t.x);
    }

    public static Point WithX(this Point p) => p with { X = 1 };

    public static Base Objects(int n) { Derived d = new("a", n) { Rank = n > 0 ? 1 : 2 }; Derived e = d with { Size = 2, Rank = 3 }; Open open = new(1) { B = "b" }; open = open with { B = e.Name }; var anonymous = new { n, e.Size }; (int a, string b) tuple = (1, "x"); (tuple.a, _) = (2, 3); List<Base> list = new() { d, e }; Dictionary<string, int> map = new() { ["a"] = 1, ["b"] = 2 }; map["a"]++; list[0].Do(); return e == d || anonymous.Equals(null) ? d : list.Count > map.Count ? e : null; }

    public static int Structs(Mutable[] all, List<Mutable> list, Mutable one, ref Mutable two) { all[0].Count++; all[0].Add(); one.Add(); one[2] += 4; two.At() = 3; ref Mutable r = ref two; r.Add(); r = ref all[1]; r.Add(); Mutable? maybe = list.Count > 0 ? list[0] : null; int? n = maybe?.Count; n += 1; readonly_(one); return n ?? maybe.GetValueOrDefault().Peek() + new Mutable(3).Count + one.GetHashCode() + two.ToString().Length; static void readonly_(in Mutable m) { m.Peek(); m.Add(); m.ToString(); } }

    public static async Task<int> Later(int n, IAsyncEnumerable<int> all) { int sum = 0; try { await Task.Yield(); sum += await Task.FromResult(n); await foreach (int one in all) { sum += one; } } catch (Exception) when (n > 0) { await Task.CompletedTask; sum--; } finally { await Task.CompletedTask; } return sum; }

    public static async IAsyncEnumerable<int> Stream(int n) { for (int i = 0; i < n; i++) { await Task.Yield(); yield return i; } }

    public static IEnumerable<(int, T)> Pairs<T>(IEnumerable<T> all) { int n = 0; foreach (T one in all) { if (one is null) { yield break; } yield return (n++, one); } }

    public static dynamic NotDynamic(object o) => o; public static Type TypeOf<T>() => typeof(T) == typeof(int) ? typeof(List<>) : typeof(T[]);
    public static int Volatile() { s_flag = 3; return s_flag + (int)Color.Blue + sizeof(long) + (s_table?[1] ?? 0); } private static volatile int s_flag; private static int[] s_table = { 1, 2, 3, 4 };
    public static bool Out(string s, out int a, out Span<int> b) { b = new int[3]; return int.TryParse(s, out a) && !b.IsEmpty; }
    public static void Params(params ReadOnlySpan<int> all) => Params(1, 2, all.Length);
}
