using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Checking;

public sealed class LazyTests
{
    [Theory]
    [InlineData("new Lazy<List<long>>()")]
    [InlineData("new Lazy<List<long>>(true)")]
    public void A_lazy_value_without_its_function_is_refused(string value) => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter($"private readonly Lazy<List<long>> _levels = {value}; public override void OnStop() => _levels.Value.Add(1);"),
        "Demo.Quoter..ctor", "new System.Lazy without a function is refused");

    [Fact]
    public void A_lazy_value_with_its_function_is_allowed() => CheckedSource.RequireAccepted(PluginTestCompiler.Quoter(
        "private readonly Lazy<List<long>> _levels = new(() => [1, 2]); private readonly Lazy<long> _one = new(1L); public override void OnStop() => _levels.Value.Add(_one.Value);"));
}
