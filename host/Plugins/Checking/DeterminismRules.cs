namespace Strategies.Plugins.Checking;

/// <summary>
/// What strategies may use of the framework: the whole policy, to be read from top to bottom. The first type rule that
/// covers a type decides; without one its namespace does, and a namespace that is not listed is refused: what nobody
/// has thought about is not known to give the same result twice.
/// </summary>
/// <remarks>
/// Decisions worth knowing. <c>FusedMultiplyAdd</c> is allowed: IEEE 754 fixes its result, and the software path gives
/// the same bits as the instruction. <c>Interlocked</c> and <c>Volatile</c> are allowed, since the compiler puts them
/// into every <c>event</c>; everything else of <c>System.Threading</c> is refused, cancellation tokens too. Pointers,
/// <c>Unsafe</c> and the members of <c>MemoryMarshal</c> that make references are refused, and assemblies compiled with
/// <c>AllowUnsafeBlocks</c>: a wild write cannot be quarantined. Rented arrays are refused: they hold what others left
/// there. What the compiler itself needs is allowed where the compiler puts it.
/// </remarks>
internal static class DeterminismRules
{
    private const string Clock = "use Context.TimeNs, the engine's time; make a date from numbers: a text without one takes today's";
    private const string Today = "without a date it takes today's, and a zone is the machine's; make it from numbers";
    private const string Randomness = "keep a seeded generator of your own in instance fields";
    private const string Transcendental = "its result differs between CPUs, use DeterministicMath";
    private const string HardwarePath = "its result depends on the CPU's instructions";
    private const string HashCode = "hash codes differ from process to process; combine the numbers yourself";
    private const string HashOrder =
        "it enumerates in the order of hash codes, which differs between processes; use Dictionary or a sorted one";
    private const string Culture = "use CultureInfo.InvariantCulture";
    private const string Threads = "the engine calls a strategy on one thread; keep the work in its callbacks";
    private const string Outside = "a strategy sees the market through its callbacks and Context only";
    private const string Reflection = "name types and members in code";
    private const string Memory = "a wild write cannot be quarantined; use spans and arrays";
    private const string Collector = "what it does depends on the garbage collector";
    private const string Attributes = "only attributes are allowed from this namespace";

    private static readonly string[] Transcendentals =
    [
        "Exp", "Exp2", "Exp10", "ExpM1", "Exp2M1", "Exp10M1", "Log", "Log2", "Log10", "LogP1", "Log2P1", "Log10P1",
        "Pow", "Cbrt", "RootN", "Hypot",
        "Sin", "SinPi", "Cos", "CosPi", "SinCos", "SinCosPi", "Tan", "TanPi", "Asin", "AsinPi", "Acos", "AcosPi",
        "Atan", "AtanPi", "Atan2", "Atan2Pi",
        "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "ReciprocalEstimate", "ReciprocalSqrtEstimate",
        "MultiplyAddEstimate", "Lerp", // fused where the processor can
        "MinNative", "MaxNative", "ClampNative", "ConvertToIntegerNative",
    ];

    private static readonly string[] ExactMath =
    [
        "Abs", "BigMul", "BitDecrement", "BitIncrement", "Ceiling", "Clamp", "CopySign", "DivRem", "Floor",
        "FusedMultiplyAdd", "IEEERemainder",
        "ILogB", "Max", "MaxMagnitude", "Min", "MinMagnitude", "Round", "ScaleB", "Sign", "Sqrt", "Truncate",
    ];

    /// <summary>Rules for single types; the first that covers a type decides.</summary>
    internal static readonly TypeRule[] Types =
    [
        // Floating point whose bits depend on the CPU.
        TypeRule.AllowOnly("System.Math", Transcendental, ExactMath),
        TypeRule.AllowOnly("System.MathF", Transcendental, ExactMath),
        TypeRule.RefuseMembers("System.Double", Transcendental, Transcendentals),
        TypeRule.RefuseMembers("System.Single", Transcendental, Transcendentals),
        TypeRule.RefuseMembers("System.Half", Transcendental, Transcendentals),
        TypeRule.Refuse("System.Numerics.IExponentialFunctions`1", Transcendental),
        TypeRule.Refuse("System.Numerics.ILogarithmicFunctions`1", Transcendental),
        TypeRule.Refuse("System.Numerics.IPowerFunctions`1", Transcendental),
        TypeRule.Refuse("System.Numerics.ITrigonometricFunctions`1", Transcendental),
        TypeRule.Refuse("System.Numerics.IHyperbolicFunctions`1", Transcendental),
        TypeRule.AllowOnly("System.Numerics.IRootFunctions`1", Transcendental, "Sqrt"),
        TypeRule.RefuseMembers("System.Numerics.IFloatingPointIeee754`1", Transcendental, Transcendentals),
        TypeRule.RefuseMembers("System.Numerics.IFloatingPoint`1", HardwarePath, Transcendentals),
        TypeRule.RefuseMembers("System.Numerics.INumber`1", HardwarePath, Transcendentals),
        TypeRule.RefuseMembers("System.Numerics.INumberBase`1", HardwarePath, Transcendentals),
        TypeRule.RefuseMembers("System.Numerics.BigInteger", Transcendental, "Log", "Log10"),
        TypeRule.Refuse("System.Numerics.Complex", Transcendental),
        TypeRule.Refuse("System.Numerics.Vector*", HardwarePath),
        TypeRule.Refuse("System.Numerics.Matrix*", HardwarePath),
        TypeRule.Refuse("System.Numerics.Quaternion", HardwarePath),
        TypeRule.Refuse("System.Numerics.Plane", HardwarePath),

        // Clocks and time zones.
        TypeRule.RefuseMembers(
            "System.DateTime", Clock, "Now", "UtcNow", "Today", "ToLocalTime", "ToUniversalTime", "IsDaylightSavingTime",
            "FromFileTime", "ToFileTime", "FromBinary", "Parse", "ParseExact", "TryParse", "TryParseExact"),
        TypeRule.Refuse("System.DateTimeOffset", "it takes the machine's time zone; use DateTime"),
        TypeRule.RefuseMembers("System.Convert", Today, "ToDateTime", "ChangeType"),
        TypeRule.Refuse("System.IConvertible", Today),
        TypeRule.Refuse("System.IParsable`1", Today),
        TypeRule.Refuse("System.ISpanParsable`1", Today),
        TypeRule.Refuse("System.IUtf8SpanParsable`1", Today),
        TypeRule.Refuse("System.TimeProvider", Clock),
        TypeRule.Refuse("System.TimeZone*", Clock),
        TypeRule.Refuse("System.Diagnostics.Stopwatch", Clock),

        // Randomness and hash codes.
        TypeRule.Refuse("System.Random", Randomness),
        TypeRule.RefuseMembers("System.Guid", Randomness, "NewGuid", "CreateVersion7"),
        TypeRule.RefuseMembers("System.Linq.Enumerable", Randomness, "Shuffle"),
        TypeRule.Refuse("System.HashCode", HashCode),
        TypeRule.Refuse("System.Collections.Hashtable", HashOrder),
        TypeRule.Refuse("System.Collections.Immutable.ImmutableDictionary*", HashOrder),
        TypeRule.Refuse("System.Collections.Immutable.ImmutableHashSet*", HashOrder),

        // Culture.
        TypeRule.AllowOnly(
            "System.Globalization.CultureInfo", Culture, "InvariantCulture", "NumberFormat", "DateTimeFormat",
            "TextInfo", "CompareInfo"),
        TypeRule.RefuseMembers("System.Globalization.NumberFormatInfo", Culture, "CurrentInfo"),
        TypeRule.RefuseMembers("System.Globalization.DateTimeFormatInfo", Culture, "CurrentInfo"),
        TypeRule.Refuse("System.Globalization.RegionInfo", Culture),
        TypeRule.RefuseMembers(
            "System.StringComparer", "use StringComparer.Ordinal", "CurrentCulture", "CurrentCultureIgnoreCase",
            "Create"),

        // Threads, tasks and async.
        TypeRule.Allow("System.Threading.Interlocked"),
        TypeRule.Allow("System.Threading.Volatile"),
        TypeRule.Refuse("System.ThreadStaticAttribute", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.AsyncTaskMethodBuilder*", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.AsyncVoidMethodBuilder", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.AsyncValueTaskMethodBuilder*", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.AsyncIteratorMethodBuilder", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.PoolingAsync*", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.IAsyncStateMachine", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.TaskAwaiter*", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.ValueTaskAwaiter*", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.Configured*", Threads),
        TypeRule.Refuse("System.Runtime.CompilerServices.YieldAwaitable*", Threads),
        TypeRule.Refuse("System.Linq.ParallelEnumerable", Threads),
        TypeRule.Refuse("System.Progress`1", Threads),

        // The world outside.
        TypeRule.AllowOnly("System.Environment", Outside, "NewLine"),
        TypeRule.Refuse("System.Console*", "use Context.Log"),
        TypeRule.Refuse("System.AppContext", Outside),
        TypeRule.Refuse("System.AppDomain*", Outside),
        TypeRule.Refuse("System.OperatingSystem", Outside),
        TypeRule.Allow("System.IO.InvalidDataException"),
        TypeRule.Allow("System.IO.EndOfStreamException"),
        TypeRule.Refuse("System.Diagnostics.Debug", "a failed assertion ends the process; throw an exception, it ends the slot"),
        TypeRule.Refuse("System.Uri*", "it reads what is registered for the whole process; keep the text"),
        TypeRule.Refuse("System.GenericUriParser*", Outside),
        TypeRule.RefuseMembers("System.Text.Encoding", Outside, "RegisterProvider", "GetEncoding", "GetEncodings", "Default"),
        TypeRule.Refuse("System.Text.EncodingProvider", Outside),
        TypeRule.RefuseMembers("System.Exception", "it tells how the code was compiled; say what is wrong in the message", "StackTrace"),
        TypeRule.Allow("System.Diagnostics.UnreachableException"),

        // Reflection.
        TypeRule.AllowOnly(
            "System.Type", Reflection, "GetTypeFromHandle", "op_Equality", "op_Inequality", "Name", "FullName",
            "ToString", "Equals"),
        TypeRule.AllowOnly("System.Reflection.MemberInfo", Reflection, "Name"), // typeof(S).Name
        TypeRule.Refuse(
            "System.Activator", "new T() of a type parameter compiles to it too; hand in a Func<T> instead"),
        TypeRule.RefuseMembers("System.Delegate", Reflection, "DynamicInvoke", "CreateDelegate", "Method"),
        TypeRule.Refuse("System.Reflection.Emit*", Reflection),
        TypeRule.Refuse("System.Runtime.CompilerServices.UnsafeAccessorAttribute", Reflection),
        TypeRule.Refuse("System.Runtime.CompilerServices.CallSite*", Reflection),
        TypeRule.Refuse("System.Runtime.CompilerServices.RuntimeFeature", HardwarePath),
        TypeRule.AllowOnly(
            "System.Runtime.CompilerServices.RuntimeHelpers", Reflection, "InitializeArray", "CreateSpan",
            "GetSubArray", "IsReferenceOrContainsReferences",
            "EnsureSufficientExecutionStack"),

        // Memory that the runtime does not guard, and what depends on the collector.
        TypeRule.Refuse("System.Runtime.CompilerServices.Unsafe", Memory),
        TypeRule.AllowOnly(
            "System.Runtime.InteropServices.MemoryMarshal", Memory, "AsBytes", "Cast", "Read", "Write", "TryRead",
            "TryWrite"),
        TypeRule.Allow("System.Runtime.InteropServices.CollectionsMarshal"),
        TypeRule.Allow("System.Runtime.InteropServices.ImmutableCollectionsMarshal"),
        TypeRule.Allow("System.Runtime.InteropServices.UnmanagedType"),
        TypeRule.Refuse("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute", Memory),
        TypeRule.Refuse(
            "System.Buffers.ArrayPool`1", "a rented array holds what others left there; keep an array in a field"),
        TypeRule.Refuse(
            "System.Buffers.MemoryPool`1", "rented memory holds what others left there; keep an array in a field"),
        TypeRule.AllowOnly("System.GC", Collector, "SuppressFinalize", "KeepAlive"),
        TypeRule.Refuse("System.WeakReference*", Collector),
        TypeRule.Refuse("System.Runtime.CompilerServices.ConditionalWeakTable*", Collector),
        TypeRule.Refuse("System.GCMemoryInfo", Collector),
        TypeRule.RefuseMembers("System.String", "it reaches into the whole process", "Intern", "IsInterned"),

        // Attributes of every namespace stand on declarations. What derives from one calls the constructor of their base.
        TypeRule.Allow("System.Attribute"),
        TypeRule.RefuseMembers(
            "*Attribute", "attributes stand on declarations; as an object one does whatever its arguments make it do", ".ctor"),
    ];

    /// <summary>Namespaces whose types are allowed where no rule above says otherwise.</summary>
    internal static readonly HashSet<string> AllowedNamespaces = new(StringComparer.Ordinal)
    {
        "System", "System.Buffers", "System.Buffers.Binary", "System.Buffers.Text", "System.Collections",
        "System.Collections.Generic",
        "System.Collections.Immutable", "System.Collections.ObjectModel", "System.Globalization", "System.Linq",
        "System.Numerics", "System.Runtime.CompilerServices", "System.Text",
    };

    /// <summary>Hints for refused namespaces, the longest match first; others get a general one.</summary>
    internal static readonly (string Namespace, string Hint)[] RefusedNamespaces =
    [
        ("System.Runtime.Intrinsics", HardwarePath),
        ("System.Runtime.InteropServices", Memory),
        ("System.Runtime.Loader", Reflection),
        ("System.Security.Cryptography", Randomness),
        ("System.Collections.Concurrent", Threads),
        ("System.Threading", Threads),
        ("System.Reflection", Reflection),
        ("System.Linq.Expressions", Reflection),
        ("System.Diagnostics", Outside),
        ("System.IO", Outside),
        ("System.Net", Outside),
        ("Microsoft.Win32", Outside),
        ("System.ComponentModel", Attributes),
    ];

    /// <summary>For framework types of no namespace that is listed here.</summary>
    internal const string UnknownNamespace = "its namespace is not on the list of those known to be deterministic";

    /// <summary>For pointers and native code.</summary>
    internal const string MemoryHint = Memory;

    /// <summary>For methods that lock.</summary>
    internal const string ThreadsHint = Threads;

    /// <summary>For calls of <c>GetHashCode</c>.</summary>
    internal const string HashCodeHint = HashCode;
}
