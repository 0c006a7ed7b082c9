using Strategies.Plugins.Checking;
using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests;

public sealed class ForbiddenMemberTests
{
    [Theory]
    // Floating point whose bits depend on the CPU.
    [InlineData("double x = Math.Exp(_number);", "System.Math.Exp is refused")]
    [InlineData("double x = Math.Log2(_number);", "System.Math.Log2 is refused")]
    [InlineData("double x = Math.Pow(_number, 2);", "System.Math.Pow is refused")]
    [InlineData("double x = Math.Cbrt(_number);", "System.Math.Cbrt is refused")]
    [InlineData("double x = Math.SinCos(_number).Sin;", "System.Math.SinCos is refused")]
    [InlineData("double x = Math.Atan2(_number, 2);", "System.Math.Atan2 is refused")]
    [InlineData("double x = Math.ReciprocalEstimate(_number);", "System.Math.ReciprocalEstimate is refused")]
    [InlineData("float x = MathF.Tanh((float)_number);", "System.MathF.Tanh is refused")]
    [InlineData("double x = double.Exp(_number);", "System.Double.Exp is refused")]
    [InlineData("float x = float.Log((float)_number);", "System.Single.Log is refused")]
    [InlineData(
        "double x = double.MultiplyAddEstimate(_number, 1, 2);", "System.Double.MultiplyAddEstimate is refused")]
    [InlineData("Func<double, double> f = Math.Exp; f(_number);", "System.Math.Exp is refused")]
    [InlineData(
        "double x = Generic(_number); static T Generic<T>(T v) where T : System.Numerics.IExponentialFunctions<T> => T.Exp(v);", "System.Numerics.IExponentialFunctions")]
    [InlineData("int x = System.Numerics.Vector<long>.Count;", "System.Numerics.Vector")]
    [InlineData("float x = new System.Numerics.Vector2(1, 2).Length();", "System.Numerics.Vector2")]
    [InlineData(
        "bool x = System.Runtime.Intrinsics.X86.Avx2.IsSupported;",
        "System.Runtime.Intrinsics.X86.Avx2.IsSupported is refused")]
    [InlineData("var x = new System.Numerics.Complex(1, 2);", "System.Numerics.Complex")]
    // Clocks.
    [InlineData("long x = DateTime.Now.Ticks;", "System.DateTime.Now is refused")]
    [InlineData("long x = DateTime.UtcNow.Ticks;", "System.DateTime.UtcNow is refused")]
    [InlineData("long x = DateTime.Today.Ticks;", "System.DateTime.Today is refused")]
    [InlineData("long x = DateTimeOffset.UtcNow.Ticks;", "System.DateTimeOffset.UtcNow is refused")]
    [InlineData(
        "long x = System.Diagnostics.Stopwatch.GetTimestamp();",
        "System.Diagnostics.Stopwatch.GetTimestamp is refused")]
    [InlineData("long x = Environment.TickCount64;", "System.Environment.TickCount64 is refused")]
    [InlineData("long x = TimeProvider.System.GetTimestamp();", "System.TimeProvider")]
    [InlineData("string x = TimeZoneInfo.Local.Id;", "System.TimeZoneInfo")]
    [InlineData("long x = new DateTime(5).ToLocalTime().Ticks;", "System.DateTime.ToLocalTime is refused")]
    // Randomness and hash codes.
    [InlineData("int x = new Random(1).Next();", "new System.Random is refused")]
    [InlineData("int x = Random.Shared.Next();", "System.Random.Shared is refused")]
    [InlineData("Guid x = Guid.NewGuid();", "System.Guid.NewGuid is refused")]
    [InlineData(
        "int x = System.Security.Cryptography.RandomNumberGenerator.GetInt32(5);",
        "System.Security.Cryptography.RandomNumberGenerator.GetInt32 is refused")]
    [InlineData("int x = HashCode.Combine(1, 2);", "System.HashCode.Combine is refused")]
    [InlineData("int x = \"a\".GetHashCode();", "System.Object.GetHashCode is refused")]
    [InlineData("int x = new object().GetHashCode();", "System.Object.GetHashCode is refused")]
    [InlineData("int x = (1, \"a\").GetHashCode();", "GetHashCode is refused")]
    [InlineData("int x = new Named(\"a\").GetHashCode();", "GetHashCode is refused")]
    [InlineData("int x = EqualityComparer<string>.Default.GetHashCode(\"a\");", "GetHashCode is refused")]
    [InlineData(
        "int x = RuntimeHelpers.GetHashCode(this);",
        "System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode is refused")]
    [InlineData("var x = new System.Collections.Hashtable();", "System.Collections.Hashtable")]
    // Culture.
    [InlineData(
        "string x = System.Globalization.CultureInfo.CurrentCulture.Name;",
        "System.Globalization.CultureInfo.CurrentCulture is refused")]
    [InlineData(
        "var x = new System.Globalization.CultureInfo(\"de-DE\");", "new System.Globalization.CultureInfo is refused")]
    [InlineData("var x = StringComparer.CurrentCulture;", "System.StringComparer.CurrentCulture is refused")]
    // Threads and tasks.
    [InlineData("new System.Threading.Thread(() => { }).Start();", "new System.Threading.Thread is refused")]
    [InlineData("System.Threading.Thread.Sleep(1);", "System.Threading.Thread.Sleep is refused")]
    [InlineData("System.Threading.Tasks.Task.Run(() => { });", "System.Threading.Tasks.Task.Run is refused")]
    [InlineData(
        "System.Threading.ThreadPool.QueueUserWorkItem(_ => { });",
        "System.Threading.ThreadPool.QueueUserWorkItem is refused")]
    [InlineData("lock (this) { _number++; }", "System.Threading.Monitor.Enter is refused")]
    [InlineData(
        "var x = new System.Threading.CancellationTokenSource();",
        "new System.Threading.CancellationTokenSource is refused")]
    [InlineData("var x = new System.Threading.AsyncLocal<int>();", "System.Threading.AsyncLocal is refused")]
    [InlineData(
        "var x = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();",
        "System.Collections.Concurrent.ConcurrentDictionary is refused")]
    [InlineData("long x = new long[1].AsParallel().Sum();", "System.Linq.ParallelEnumerable.AsParallel is refused")]
    // The world outside.
    [InlineData("System.IO.File.WriteAllText(\"a\", \"b\");", "System.IO.File.WriteAllText is refused")]
    [InlineData("var x = new System.Net.Sockets.TcpClient();", "new System.Net.Sockets.TcpClient is refused")]
    [InlineData("var x = new System.Net.Http.HttpClient();", "new System.Net.Http.HttpClient is refused")]
    [InlineData("System.Diagnostics.Process.Start(\"ls\");", "System.Diagnostics.Process.Start is refused")]
    [InlineData(
        "string? x = Environment.GetEnvironmentVariable(\"PATH\");",
        "System.Environment.GetEnvironmentVariable is refused")]
    [InlineData("int x = Environment.ProcessorCount;", "System.Environment.ProcessorCount is refused")]
    [InlineData("int x = Environment.CurrentManagedThreadId;", "System.Environment.CurrentManagedThreadId is refused")]
    [InlineData("Environment.Exit(1);", "System.Environment.Exit is refused")]
    [InlineData("Console.WriteLine(1);", "System.Console.WriteLine is refused")]
    [InlineData("object? x = AppContext.GetData(\"a\");", "System.AppContext.GetData is refused")]
    [InlineData(
        "string x = System.Text.Json.JsonSerializer.Serialize(1);",
        "System.Text.Json.JsonSerializer.Serialize is refused")]
    // Reflection.
    [InlineData("object? x = Activator.CreateInstance(typeof(int));", "System.Activator.CreateInstance is refused")]
    [InlineData(
        "Make<Named2>(); static T Make<T>() where T : new() => new T();", "System.Activator.CreateInstance is refused")]
    [InlineData("var x = System.Reflection.Assembly.Load(\"a\");", "System.Reflection.Assembly.Load is refused")]
    [InlineData("var x = Type.GetType(\"a\");", "System.Type.GetType is refused")]
    [InlineData("var x = typeof(int).GetMethods();", "System.Type.GetMethods is refused")]
    [InlineData(
        "var x = new System.Reflection.Emit.DynamicMethod(\"a\", null, null);",
        "System.Reflection.Emit.DynamicMethod is refused")]
    [InlineData("System.Linq.Expressions.Expression<Func<int>> x = () => 1;", "System.Linq.Expressions.Expression")]
    [InlineData("dynamic x = this; x.OnStop();", "System.Runtime.CompilerServices.CallSite")]
    // Memory and collector.
    [InlineData("GC.Collect();", "System.GC.Collect is refused")]
    [InlineData("var x = new WeakReference(this);", "new System.WeakReference is refused")]
    [InlineData(
        "IntPtr x = Marshal.AllocHGlobal(8);", "System.Runtime.InteropServices.Marshal.AllocHGlobal is refused")]
    [InlineData("var x = GCHandle.Alloc(this);", "System.Runtime.InteropServices.GCHandle.Alloc is refused")]
    [InlineData("NativeLibrary.Load(\"a\");", "System.Runtime.InteropServices.NativeLibrary.Load is refused")]
    [InlineData(
        "ref long x = ref Unsafe.As<double, long>(ref _number);",
        "System.Runtime.CompilerServices.Unsafe.As is refused")]
    [InlineData(
        "ref byte x = ref MemoryMarshal.GetReference(new Span<byte>());",
        "System.Runtime.InteropServices.MemoryMarshal.GetReference is refused")]
    [InlineData("var x = System.Buffers.ArrayPool<byte>.Shared.Rent(5);", "System.Buffers.ArrayPool.Shared is refused")]
    public void A_forbidden_member_is_named_with_the_method_that_uses_it(string statements, string problem) =>
        CheckedSource.RequireRefused(Source(statements), "Demo.Quoter.OnStop", problem);

    [Theory]
    [InlineData("Action act = () => Console.WriteLine(_number); act();")]
    [InlineData("Action act = static () => Console.WriteLine(1); act();")]
    [InlineData("Local(); void Local() => Console.WriteLine(_number);")]
    public void A_lambda_counts_as_the_method_it_stands_in(string statements) =>
        CheckedSource.RequireRefused(Source(statements), "Demo.Quoter.OnStop", "System.Console.WriteLine is refused");

    [Fact]
    public void An_async_method_is_refused_under_its_own_name() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "private async System.Threading.Tasks.Task Wait() => await System.Threading.Tasks.Task.Yield();"),
        "Demo.Quoter.Wait", "AsyncTaskMethodBuilder");

    [Fact]
    public void A_field_of_a_forbidden_type_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "private System.Threading.Timer? _timer; public override void OnStop() => _timer = null;"),
        "Demo.Quoter._timer", "System.Threading.Timer is refused");

    [Fact]
    public void A_forbidden_type_as_a_type_argument_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter("private readonly List<System.Threading.Thread> _threads = [];"),
        "Demo.Quoter._threads", "System.Threading.Thread is refused");

    [Fact]
    public void A_finalizer_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter("~Quoter() { }"), "Demo.Quoter.Finalize", "a finalizer is refused");

    [Fact]
    public void A_platform_call_is_refused_with_its_library() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "[DllImport(\"libc\")] private static extern int getpid(); public override void OnStop() => getpid();"),
        "Demo.Quoter.getpid", "P/Invoke into libc is refused");

    [Theory]
    [InlineData("private unsafe byte* _pointer;", "Demo.Quoter._pointer")]
    [InlineData("private unsafe int Call(delegate*<int> function) => function();", "Demo.Quoter.Call")]
    public void Pointers_are_refused(string members, string place)
    {
        string source = PluginTestCompiler.Quoter(members);
        CheckResult result = CheckedSource.Check(source, allowUnsafe: true);
        Assert.Contains(result.Violations, one => one.Place == place && one.Problem == "a pointer is refused");
    }

    [Fact]
    public void Pointers_that_leave_no_trace_are_refused_with_the_assembly() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "private unsafe void Poke(long address) => *(long*)address = 1;"), "", "AllowUnsafeBlocks",
            allowUnsafe: true);

    [Fact]
    public void All_violations_are_told_at_once_up_to_twenty()
    {
        string members = string.Join(
            '\n', Enumerable.Range(1, 25).Select(number => $"private static long _field{number:00};"));
        CheckResult result = CheckedSource.Check(PluginTestCompiler.Quoter(members));
        Assert.Equal(25, result.TotalCount);
        Assert.Equal(20, result.Violations.Count);

        PackageException exception = new("Demo.dll", result.Violations, result.TotalCount);
        Assert.StartsWith("Demo.dll: 25 things are refused\n", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Demo.Quoter._field20", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("and 5 more", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hint_says_what_to_use_instead()
    {
        Assert.Contains(
            "DeterministicMath", CheckedSource.RequireRefused(
            Source("Math.Exp(1);"), "Demo.Quoter.OnStop", "Exp").Hint, StringComparison.Ordinal);
        Assert.Contains(
            "Context.TimeNs", CheckedSource.RequireRefused(
                Source("_ = DateTime.Now;"), "Demo.Quoter.OnStop", "Now").Hint, StringComparison.Ordinal);
    }

    private static string Source(string statements) => PluginTestCompiler.Quoter(
        $"private double _number = 2;\npublic override void OnStop() {{ {statements} _number++; }}",
        "public sealed record Named(string Name); public sealed class Named2;");
}
