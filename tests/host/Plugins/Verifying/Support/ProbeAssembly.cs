using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Verifying.Support;

/// <summary>An assembly with types to misuse, in which one method's body is written as text.</summary>
internal static class ProbeAssembly
{
    private const string StructMark = "struct:";

    private const string Types = """
        public class A
        {
            public int X; public readonly int R; public static readonly int S = 1; public static int Free; public A Next;
            public A() { }
            public A(int x) { X = x; }
            public virtual int V() => 1;
            public int Own() => X;
            public int Init { get; init; }
        }
        public class B : A { public B() : base(1) { } public string Text; public override int V() => 2; }
        public abstract class Abstract { public abstract int Go(); }
        public interface I { int Go(); }
        public class Goes : I { public int Go() => 1; }
        public struct P { public int X; public long Y; public readonly int R; public P(int x) { X = x; } public int Sum() => X++; public readonly int Peek() => X; }
        public ref struct Q { public Span<int> S; public ref int R; public Q(ref int r) { R = ref r; } }
        public delegate int D(string text);
        public delegate int OfInt(int number);
        public enum Small : byte { One }
        public interface IStatic { static abstract int Count(); }
        public struct HasStatic : IStatic { public static int Count() => 1; }
        public static class T
        {
            public static readonly P Fixed;
            public static void TakeObject(object o) { }
            public static void TakeText(string s) { }
            public static void TakeInt(int n) { }
            public static void TakeA(A a) { }
            public static void TakeB(B b) { }
            public static void TakeRef(ref int n) { }
            public static void TakeIn(in int n) { }
            public static void TakeRefA(ref A a) { }
            public static ref int Same(ref int n) => ref n;
            public static void Fill(ref Span<int> to, Span<int> from) => to = from;
            public static int OfText(string s) => 1;
            public static int OfObject(object o) => 1;
            public static int OfNothing() => 1;
            public static Span<int> Whole(Span<int> s) => s;
            public static void Object<TAny>(TAny any) { }
        }
        """;

    /// <summary>Compiles a member of a class <c>Holder</c>, puts the body into it and verifies that.</summary>
    /// <param name="member">
    /// Declaration of a method <c>Probe</c> or of a constructor, without its body; behind <c>struct:</c> of one in a <c>ref struct</c>.
    /// </param>
    /// <param name="body">See <see cref="IlText"/>.</param>
    /// <returns>Null, or why it does not verify.</returns>
    internal static string? Refuse(string member, string body)
    {
        using TestFolder folder = new();
        bool isConstructor = member.Contains("Holder(", StringComparison.Ordinal);
        string owner = member.StartsWith(StructMark, StringComparison.Ordinal)
            ? "public ref struct Holder { public Span<int> S; public ref int At; " : "public class Holder : A { public readonly int Own; ";
        string source = $"using System;\n#pragma warning disable\n#nullable disable\n{Types}\n{owner} {member.Replace(StructMark, "", StringComparison.Ordinal)} {{ throw null; }} }}";
        string path = PluginTestCompiler.Compile(folder.Path, "Written", source, []);
        return Refuse(Write(path, isConstructor ? ".ctor" : "Probe", body));
    }

    private static byte[] Write(string path, string name, string body)
    {
        using Mono.Cecil.DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
        using Mono.Cecil.AssemblyDefinition assembly = Mono.Cecil.AssemblyDefinition.ReadAssembly(
            path, new Mono.Cecil.ReaderParameters { AssemblyResolver = resolver });
        Mono.Cecil.MethodDefinition method = assembly.MainModule.GetType("Holder").Methods.Single(one => one.Name == name);
        new IlText(assembly.MainModule, method).Write(body);
        using MemoryStream stream = new();
        assembly.Write(stream);
        return stream.ToArray();
    }

    private static string? Refuse(byte[] assembly)
    {
        using VerifiedFile file = new(assembly, "Written");
        return file.Bodies.Select(file.Refuse).FirstOrDefault(refusal => refusal is not null);
    }
}
