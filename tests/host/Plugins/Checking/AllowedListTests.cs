using System.Reflection;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Tests.Checking;

/// <summary>The list of what strategies may use, held against the framework that runs here.</summary>
public sealed class AllowedListTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Exported = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path =>
            path.StartsWith(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal))
        .Select(Path.GetFileNameWithoutExtension)
        .Where(name => name!.StartsWith("System", StringComparison.Ordinal))
        .SelectMany(name => Assembly.Load(name!).GetExportedTypes())];

    private static readonly ILookup<string, Type> ByName = Exported.ToLookup(type => type.FullName!, StringComparer.Ordinal);

    [Fact]
    public void Every_type_in_the_list_is_in_the_framework() =>
        Assert.Empty(AllowedList.Instance.Types.Where(type => !Covered(type).Any()).Select(type => type.Name));

    [Fact]
    public void Every_member_in_the_list_is_in_the_framework() => Assert.Empty(AllowedList.Instance.Types.SelectMany(type =>
        type.Members.Where(member => !Covered(type).Any(one => Has(one, member))).Select(member => $"{type.Name}.{member}")));

    [Fact]
    public void Every_member_of_which_the_list_says_what_to_use_instead_is_in_the_framework() => Assert.Empty(
        AllowedList.Instance.Types.SelectMany(type => type.Refused.Keys
            .Where(member => member != AllowedList.Anything && !Covered(type).Any(one => Has(one, member)))
            .Select(member => $"{type.Name}.{member}")));

    [Fact]
    public void No_type_is_in_the_list_twice() => Assert.Empty(AllowedList.Instance.Types
        .GroupBy(type => type.Name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void No_member_is_both_allowed_and_refused() => Assert.Empty(AllowedList.Instance.Types
        .SelectMany(type => type.Members.Where(type.Refused.ContainsKey).Select(member => $"{type.Name}.{member}")));

    [Fact]
    public void Every_floating_point_function_of_double_was_decided_on()
    {
        AllowedType type = AllowedList.Instance.Types.Single(one => one.Name == "System.Double");
        // Static methods of double that take and give doubles only; parsing, conversion and comparison are exact.
        IEnumerable<string> functions = typeof(double).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => !method.IsSpecialName && method.ReturnType == typeof(double)
                && method.GetParameters().All(parameter => parameter.ParameterType == typeof(double)))
            .Select(method => method.Name);
        Assert.All(functions, function => Assert.True(type.Allows(function) || type.Refused.ContainsKey(function), function));
    }

    [Theory]
    [InlineData("System.Double", "Lerp")]
    [InlineData("System.Single", "MultiplyAddEstimate")]
    [InlineData("System.Math", "Exp")]
    [InlineData("System.DateTime", "Parse")]
    [InlineData("System.DateOnly", "ParseExact")]
    [InlineData("System.Linq.Enumerable", "Shuffle")]
    [InlineData("System.Environment", "CurrentManagedThreadId")]
    [InlineData("System.Runtime.CompilerServices.RuntimeHelpers", "EnsureSufficientExecutionStack")]
    [InlineData("System.String", "GetHashCode")]
    [InlineData("System.Exception", "StackTrace")]
    [InlineData("System.DebuggerBrowsableAttribute", ".ctor")]
    [InlineData("System.Func`2", "BeginInvoke")]
    public void What_gives_another_result_in_another_process_is_refused(string type, string member) =>
        Assert.NotNull(AllowedList.Instance.RefuseMember(type, member));

    [Theory]
    [InlineData("System.Runtime.Intrinsics.Vector128`1")]
    [InlineData("System.IO.Pipes.NamedPipeServerStream")]
    [InlineData("System.Xml.XmlReader")]
    [InlineData("Microsoft.Win32.SafeHandles.SafeFileHandle")]
    [InlineData("System.Collections.Frozen.FrozenDictionary`2")]
    [InlineData("System.Collections.Immutable.ImmutableDictionary`2+Enumerator")]
    [InlineData("System.ThreadStaticAttribute")]
    public void What_nobody_has_allowed_is_refused(string type) => Assert.NotNull(AllowedList.Instance.RefuseType(type));

    [Theory]
    [InlineData("System.Collections.Generic.Dictionary`2+Enumerator")]
    [InlineData("System.Collections.Immutable.ImmutableArray`1")]
    [InlineData("System.Diagnostics.DebuggableAttribute+DebuggingModes")]
    [InlineData("System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute")]
    [InlineData("System.Span`1")]
    public void What_the_list_has_may_be_named(string type) => Assert.Null(AllowedList.Instance.RefuseType(type));

    [Fact]
    public void A_refusal_says_what_to_use_instead() =>
        Assert.Equal("use Context.Log", AllowedList.Instance.RefuseMember("System.Console", "WriteLine"));

    [Fact]
    public void A_line_without_a_reason_is_refused()
    {
        FormatException refused = Assert.Throws<FormatException>(() => AllowedListReader.Read(new StringReader("not System.Random\n")));
        Assert.Contains("not System.Random", refused.Message);
    }

    private static IEnumerable<Type> Covered(AllowedType type) => NamePattern.IsOne(type.Name)
        ? Exported.Where(one => NamePattern.Covers(type.Name, one.FullName!))
        : ByName[type.Name];

    /// <summary>Declared by the type itself: by that name the metadata of a package has it.</summary>
    private static bool Has(Type type, string member) => member == AllowedList.Operators
        ? type.GetMethods(Declared).Any(method => method.Name.StartsWith(AllowedList.OperatorPrefix, StringComparison.Ordinal))
        : type.GetMember(member, Declared).Length > 0;
}
