using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Tests.Support;
using Strategies.Sdk;

namespace Strategies.Plugins.Tests.Reaching;

public sealed class ClosedPackageTests : IDisposable
{
    private const string Library = """
        public static class A
        {
            private static readonly long Start = 7;
            public static long One() => Start;
            public static long Two() { try { return DateTime.Now.Ticks; } finally { GC.Collect(); } }
            public static void Three() { }
        }

        public sealed class Held
        {
            public static readonly long Start = DateTime.Now.Ticks;
            ~Held() => GC.Collect();
        }
        """;

    private readonly LoaderFixture _fixture = new();
    private readonly LibraryPackage _package = new(Library, "public long Sum; public override void OnStop() => Sum = Lib.A.One();");

    public void Dispose()
    {
        _package.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public void What_cannot_be_reached_throws_when_it_is_called_all_the_same()
    {
        LoadedStrategy loaded = _fixture.Load(_package.Path);
        Strategy instance = loaded.CreateInstance();
        instance.OnStop();
        Assert.Equal(7L, instance.GetType().GetField("Sum")!.GetValue(instance));
        Assert.Equal(FolderHash.Of(_package.Path), loaded.PackageHash);

        MethodInfo closed = LibraryOf(instance).GetType("Lib.A")!.GetMethod("Two")!;
        Assert.IsType<NullReferenceException>(Assert.Throws<TargetInvocationException>(() => closed.Invoke(null, null)).InnerException);
        // One byte is too short to throw: what only returns goes on to.
        Assert.Null(LibraryOf(instance).GetType("Lib.A")!.GetMethod("Three")!.Invoke(null, null));
    }

    [Fact]
    public void Native_code_that_cannot_be_reached_is_refused_when_it_is_called_all_the_same()
    {
        using LibraryPackage package = new(
            "public static class A { public static long One() => 1; [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern int getpid(); }",
            "public override void OnStop() => _ = Lib.A.One();");
        MethodInfo native = LibraryOf(_fixture.Load(package.Path).CreateInstance()).GetType("Lib.A")!.GetMethod("getpid")!;
        Assert.IsType<DllNotFoundException>(Assert.Throws<TargetInvocationException>(() => native.Invoke(null, null)).InnerException);
    }

    [Fact]
    public void A_parameter_of_a_base_class_in_a_dependency_can_be_set()
    {
        using LibraryPackage package = new(
            "public abstract class Sized : Strategies.Sdk.Strategy { private long _size; [Strategies.Sdk.Parameter(\"size\")] public long Size { get => _size; set => _size = Math.Max(value, 1); } "
            + "public long Unused { get => _size; set => _size = DateTime.Now.Ticks; } public override void Save(ref Strategies.Sdk.StateWriter writer) { } public override void Restore(ref Strategies.Sdk.StateReader reader) { } }",
            "public long Sum;",
            types: "internal static class Spare;",
            baseClass: "Lib.Sized");
        (Strategy instance, Strategies.Plugins.Parameters.ParameterTable parameters) =
            _fixture.Load(package.Path).CreateInstanceWithParameters();
        Assert.Equal(["size"], parameters.Definitions.Select(one => one.Name));
        PropertyInfo size = instance.GetType().BaseType!.GetProperty("Size")!;
        size.SetValue(instance, 7L);
        Assert.Equal(7L, size.GetValue(instance));
    }

    [Fact]
    public void A_finalizer_that_is_closed_returns()
    {
        Type held = LibraryOf(_fixture.Load(_package.Path).CreateInstance()).GetType("Lib.Held")!;
        MethodInfo finalizer = held.GetMethod("Finalize", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Assert.Equal([0x2A], finalizer.GetMethodBody()!.GetILAsByteArray());
    }

    [Fact]
    public void Nothing_but_bodies_of_methods_changes()
    {
        StrategyPackage package = StrategyPackage.Read(_package.Path);
        CheckResult result = PackageChecker.Check(package);
        Assert.True(result.IsAccepted);
        PackageFile before = package.Files.Single(file => file.Name == "Library.dll");
        PackageFile after = result.Closed.Package.Files.Single(file => file.Name == "Library.dll");
        Assert.Equal(before.Bytes.Length, after.Bytes.Length);
        Assert.NotEqual(before.Bytes.AsSpan().ToArray(), after.Bytes.AsSpan().ToArray());
        Assert.Equal(Metadata(before), Metadata(after));
        Assert.Equal(
            package.MainAssembly.Bytes.AsSpan().ToArray(), result.Closed.Package.MainAssembly.Bytes.AsSpan().ToArray());
    }

    [Fact]
    public void The_verdict_counts_what_was_judged_and_what_was_closed()
    {
        CheckResult result = _package.Check();
        // Of Quoter OnStop, Save, Restore and the constructor; of A One and its class constructor.
        Assert.Equal(6, result.JudgedCount);
        // A.Two, A.Three, and of Held constructor, class constructor and finalizer.
        Assert.Equal(5, result.ClosedCount);
    }

    [Fact]
    public void A_body_that_a_reached_method_shares_stays()
    {
        string path = Path.Combine(_package.Path, "Library.dll");
        byte[] bytes = File.ReadAllBytes(path);
        using PEReader image = new(new MemoryStream(bytes));
        MetadataReader reader = image.GetMetadataReader();
        // The row of Two is given the address of One's body.
        int one = AddressOf(reader, "One");
        int row = RowOf(image, reader, "Two");
        BitConverter.GetBytes(one).CopyTo(bytes, row);
        File.WriteAllBytes(path, bytes);

        CheckResult result = _package.Check();
        Assert.True(result.IsAccepted, string.Join('\n', result.Violations));
        Assert.Equal(4, result.ClosedCount);
        Strategy instance = _fixture.Load(_package.Path).CreateInstance();
        instance.OnStop();
        Assert.Equal(7L, instance.GetType().GetField("Sum")!.GetValue(instance));
    }

    private static Assembly LibraryOf(Strategy instance) => System.Runtime.Loader.AssemblyLoadContext
        .GetLoadContext(instance.GetType().Assembly)!.Assemblies.Single(assembly => assembly.GetName().Name == "Library");

    private static byte[] Metadata(PackageFile file)
    {
        using PEReader image = new(file.Bytes);
        return [.. image.GetMetadata().GetContent()];
    }

    private static MethodDefinitionHandle Find(MetadataReader reader, string name) => reader.MethodDefinitions.Single(
        handle => reader.StringComparer.Equals(reader.GetMethodDefinition(handle).Name, name));

    private static int AddressOf(MetadataReader reader, string name) => reader.GetMethodDefinition(Find(reader, name)).RelativeVirtualAddress;

    /// <summary>Where in the file the method's row begins: its first column is the body's address.</summary>
    private static int RowOf(PEReader image, MetadataReader reader, string name) => image.PEHeaders.MetadataStartOffset
        + reader.GetTableMetadataOffset(TableIndex.MethodDef)
        + (MetadataTokens.GetRowNumber(Find(reader, name)) - 1) * reader.GetTableRowSize(TableIndex.MethodDef);
}
