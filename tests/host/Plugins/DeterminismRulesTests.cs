using System.Reflection;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Tests;

public sealed class DeterminismRulesTests
{
    private static readonly Assembly[] Framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path =>
            path.StartsWith(
            System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal))
        .Select(Path.GetFileNameWithoutExtension)
        .Where(name => name!.StartsWith("System", StringComparison.Ordinal))
        .Select(name => Assembly.Load(name!))];

    [Fact]
    public void Every_rule_is_about_a_type_that_exists()
    {
        string[] names =
            [.. Framework.SelectMany(assembly => assembly.GetExportedTypes()).Select(type => type.FullName!)];
        foreach (TypeRule rule in DeterminismRules.Types)
        {
            Assert.True(Array.Exists(names, rule.Covers), $"no type is covered by the rule for {rule.Type}");
        }
    }

    [Fact]
    public void Every_member_in_a_rule_exists()
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        string[] transcendentalMisses = [];
        Type[] exported = [.. Framework.SelectMany(assembly => assembly.GetExportedTypes())];
        foreach (TypeRule rule in DeterminismRules.Types.Where(rule => rule.Members.Length is > 0 and < 20))
        {
            Type[] types = [.. exported.Where(type => rule.Covers(type.FullName!))];
            transcendentalMisses =
                [.. transcendentalMisses, .. rule.Members.Where(member => !types.Any(type => type.GetMember(member, All).Length > 0))
                .Select(member => $"{rule.Type}.{member}")];
        }

        Assert.Empty(transcendentalMisses);
    }

    [Fact]
    public void Every_floating_point_function_of_double_was_decided_on()
    {
        // Static methods of double that take and give doubles only; parsing, conversion and comparison are exact.
        string[] decided = [.. DeterminismRules.Types.Single(rule => rule.Type == "System.Math").Members,
            .. DeterminismRules.Types.Single(rule => rule.Type == "System.Double").Members,
            "MaxMagnitudeNumber", "MaxNumber", "MinMagnitudeNumber", "MinNumber", "Ieee754Remainder",
            "DegreesToRadians", "RadiansToDegrees"];
        IEnumerable<string> functions = typeof(double).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => !method.IsSpecialName && method.ReturnType == typeof(double)
                && method.GetParameters().All(parameter => parameter.ParameterType == typeof(double)))
            .Select(method => method.Name);
        Assert.Empty(functions.Except(decided));
    }

    [Theory]
    [InlineData("System.Double")]
    [InlineData("System.Single")]
    [InlineData("System.Half")]
    [InlineData("System.Numerics.IFloatingPointIeee754`1")]
    public void Arithmetic_that_is_fused_where_the_processor_can_is_refused(string type)
    {
        Assert.NotNull(RuleBook.RefuseMember(type, "Lerp", "OnBook"));
        Assert.NotNull(RuleBook.RefuseMember(type, "MultiplyAddEstimate", "OnBook"));
    }

    [Theory]
    [InlineData("System.Runtime.Intrinsics.Vector128`1")]
    [InlineData("System.IO.Pipes.NamedPipeServerStream")]
    [InlineData("System.Xml.XmlReader")]
    [InlineData("Microsoft.Win32.SafeHandles.SafeFileHandle")]
    [InlineData("System.Collections.Frozen.FrozenDictionary`2")]
    [InlineData("System.Collections.Immutable.ImmutableDictionary`2+Enumerator")]
    public void What_nobody_has_allowed_is_refused(string type) => Assert.NotNull(RuleBook.RefuseType(type));

    [Theory]
    [InlineData("System.Collections.Generic.Dictionary`2+Enumerator")]
    [InlineData("System.Collections.Immutable.ImmutableArray`1")]
    [InlineData("System.Diagnostics.DebuggableAttribute+DebuggingModes")]
    [InlineData("System.Span`1")]
    public void What_the_table_allows_is_allowed(string type) => Assert.Null(RuleBook.RefuseType(type));
}
