using Strategies.Plugins.Checking;
using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Reaching;

/// <summary>What counts as reached in a private dependency: in each library stands a clock that the strategy comes to, or does not.</summary>
public sealed class ReachTests
{
    [Theory]
    [InlineData("public static class A { public static long One() => Two(); static long Two() => DateTime.Now.Ticks; }", "_sum = Lib.A.One();", "A.Two")]
    [InlineData("public class A { public virtual long One() => 1; } public sealed class B : A { public override long One() => DateTime.Now.Ticks; } public static class Made { public static A It() => new B(); }", "_sum = Lib.Made.It().One();", "B.One")]
    [InlineData("public interface IOne { long One(); } public sealed class B : IOne { long IOne.One() => DateTime.Now.Ticks; }", "_sum = ((Lib.IOne)new Lib.B()).One();", "B.Lib.IOne.One")]
    [InlineData("public interface IOne { long One() => DateTime.Now.Ticks; } public sealed class B : IOne;", "_sum = ((Lib.IOne)new Lib.B()).One();", "IOne.One")]
    [InlineData("public sealed class Later : IComparer<long> { public int Compare(long one, long other) => DateTime.Now.Second; }", "long[] all = [2, 1]; Array.Sort(all, new Lib.Later());", "Later.Compare")]
    [InlineData("public sealed class Text { public override string ToString() => DateTime.Now.ToString(); }", "_sum = string.Concat(new Lib.Text(), 1).Length;", "Text.ToString")]
    [InlineData("public struct Text { public override string ToString() => DateTime.Now.ToString(); }", "object text = default(Lib.Text); _sum = text.ToString()!.Length;", "Text.ToString")]
    [InlineData("public struct Key : IEquatable<Key> { public bool Equals(Key other) => DateTime.Now.Second == 1; public override int GetHashCode() => 1; }", "_sum = new List<Lib.Key>().Contains(default) ? 1 : 0;", "Key.Equals")]
    [InlineData("public static class A { static readonly long Start = DateTime.Now.Ticks; public static long One() => Start; }", "_sum = Lib.A.One();", "A..cctor")]
    [InlineData("public static class A { public static readonly long Start = DateTime.Now.Ticks; }", "_sum = Lib.A.Start;", "A..cctor")]
    [InlineData("public class Base { static readonly long Start = DateTime.Now.Ticks; protected long One = Start; } public sealed class B : Base { public long Two() => One; }", "_sum = new Lib.B().Two();", "Base..cctor")]
    [InlineData("public static class A { public static long One() => DateTime.Now.Ticks; }", "Func<long> one = Lib.A.One; _sum = one();", "A.One")]
    [InlineData("public static class A { public static Func<long> One() => () => DateTime.Now.Ticks; }", "_sum = Lib.A.One()();", "A.One")]
    [InlineData("public class A { public virtual long One() => DateTime.Now.Ticks; }", "Func<long> one = new Lib.A().One; _sum = one();", "A.One")]
    [InlineData("public static class A { public static IEnumerable<long> All() { yield return DateTime.Now.Ticks; } }", "_sum = Lib.A.All().First();", "A.All")]
    [InlineData("public sealed class Box<T> { public long One() => DateTime.Now.Ticks; }", "_sum = new Lib.Box<int>().One();", "Box`1.One")]
    [InlineData("public interface IClock { static abstract long One(); } public struct Wall : IClock { public static long One() => DateTime.Now.Ticks; } public static class A { public static long Of<T>() where T : IClock => T.One(); }", "_sum = Lib.A.Of<Lib.Wall>();", "Wall.One")]
    [InlineData("public sealed class Own : IDisposable { public void Dispose() => _ = DateTime.Now; }", "using (new Lib.Own()) { }", "Own.Dispose")]
    [InlineData("public sealed class Fault : Exception { public override string Message => DateTime.Now.ToString(); }", "throw new Lib.Fault();", "Fault.Message")]
    [InlineData("public class A { public long One { get { return DateTime.Now.Ticks; } } }", "_sum = new Lib.A().One;", "A.One")]
    [InlineData("public class Walk : IEnumerable<long> { IEnumerator IEnumerable.GetEnumerator() => GetEnumerator(); public IEnumerator<long> GetEnumerator() { yield return DateTime.Now.Ticks; } }", "_sum = new Lib.Walk().Sum();", "Walk.GetEnumerator")]
    public void What_the_strategy_comes_to_is_judged(string library, string statement, string place)
    {
        using LibraryPackage package = new(library, $"private long _sum; public override void OnStop() {{ {statement} }}");
        CheckResult result = package.Check();
        Assert.Contains(result.Violations, one => one.Assembly == "Library.dll" && one.Place == $"Lib.{place}"
            && one.Problem.StartsWith("System.DateTime.Now", StringComparison.Ordinal) && one.Way.StartsWith("Demo.Quoter.OnStop", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public static class A { public static long One() => 1; public static long Two() => DateTime.Now.Ticks; }", "_sum = Lib.A.One();")]
    [InlineData("public class A { public virtual long One() => 1; } public sealed class B : A { public override long One() => DateTime.Now.Ticks; }", "_sum = new Lib.A().One();")]
    [InlineData("public class A { public long One() => 1; public virtual long Two() => DateTime.Now.Ticks; }", "_sum = new Lib.A().One();")]
    [InlineData("public sealed class Text { public static long One() => 1; public override string ToString() => DateTime.Now.ToString(); }", "_sum = Lib.Text.One();")]
    [InlineData("public static class A { public static long One() => 1; } public static class B { public static readonly long Start = DateTime.Now.Ticks; }", "_sum = Lib.A.One();")]
    [InlineData("public static class A { public static long One() => 1; public static long Count; [ThreadStatic] public static long Depth; public static void Two() => GC.Collect(); }", "_sum = Lib.A.One();")]
    [InlineData("public static class A { public static readonly List<long> Seen = [1]; public static long One() => 1; public static void Two() => GC.Collect(); }", "_sum = Lib.A.One();")]
    [InlineData("public static class A { public static long One() => 1; [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid(); public static int Two() => getpid(); }", "_sum = Lib.A.One();")]
    [InlineData("public sealed class A { public static long One() => 1; ~A() => _ = DateTime.Now; }", "_sum = Lib.A.One();")]
    [InlineData("public static class A { public static long One(int x) => x; public static long One(Random x) => x.Next(); }", "_sum = Lib.A.One(1);")]
    public void What_the_strategy_does_not_come_to_is_closed(string library, string statement)
    {
        using LibraryPackage package = new(library, $"private long _sum; public override void OnStop() {{ {statement} }}");
        CheckResult result = package.Check();
        Assert.True(result.IsAccepted, string.Join('\n', result.Violations));
        Assert.True(result.ClosedCount > 0);
    }

    [Fact]
    public void A_base_class_of_the_strategy_is_reached_by_what_the_engine_calls()
    {
        using LibraryPackage package = new(
            "public abstract class Timed : Strategies.Sdk.Strategy { public override void OnStart() => _ = DateTime.Now; protected long Unused() => DateTime.Now.Ticks; public override void Save(ref Strategies.Sdk.StateWriter writer) { } public override void Restore(ref Strategies.Sdk.StateReader reader) { } }",
            "", types: "public sealed class Own : Lib.Timed;");
        Assert.Equal(
            ["Lib.Timed.OnStart"], package.Check().Violations.Where(one => one.Assembly == "Library.dll").Select(one => one.Place).Distinct());
    }

    [Fact]
    public void The_strategys_own_assembly_is_judged_whole() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter("private long Unused() => DateTime.Now.Ticks;"), "Demo.Quoter.Unused", "System.DateTime.Now");

    [Fact]
    public void A_module_initializer_of_a_dependency_is_reached_by_nobody_and_refused()
    {
        using LibraryPackage package = new(
            "public static class A { public static long One() => 1; [System.Runtime.CompilerServices.ModuleInitializer] public static void Two() { } }",
            "public override void OnStop() => _ = Lib.A.One();");
        Assert.Contains(package.Check().Violations, one => one.Problem.StartsWith("a module initializer", StringComparison.Ordinal));
    }
}
