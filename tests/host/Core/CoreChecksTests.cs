using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Core.Tests.Support;
using Strategies.Gateways.Tests.Support;

namespace Strategies.Core.Tests;

/// <summary>What a core refuses to start with, and what it says.</summary>
[Collection(nameof(CoreChecksTests))]
[CollectionDefinition(nameof(CoreChecksTests), DisableParallelization = true)]
public sealed class CoreChecksTests : IDisposable
{
    private const string Variable = "DOTNET_GCgen0size";

    private readonly CellFolder _folder = CoreCellFolder.Make("none.dll", DayEnd.ByCommand, rows: 10);
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly LogLines _log = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _folder.Dispose();
    }

    [Theory]
    [InlineData(null, "0 MiB")]
    [InlineData("0x400000", "4 MiB")]
    [InlineData("what", "0 MiB")]
    public void A_small_first_generation_is_refused_with_the_setting_that_helps(string? value, string told)
    {
        CellException refused = Assert.Throws<CellException>(() => Check(value, cpu: 0));
        Assert.Contains($"the first generation has {told}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("DOTNET_GCgen0size=0x40000000", refused.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x10000000")]
    [InlineData("40000000")]
    public void A_large_one_is_taken_and_told(string value)
    {
        Check(value, cpu: 0);
        Assert.Contains("first generation", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cpu_that_is_not_there_is_refused_by_its_number()
    {
        CellException refused = Assert.Throws<CellException>(() => Check("0x10000000", cpu: 1_023));
        Assert.Contains("core.cpu 1023 is not on this machine", refused.Message, StringComparison.Ordinal);
    }

    private void Check(string? gen0, int cpu)
    {
        Environment.SetEnvironmentVariable(Variable, gen0);
        CellSetup setup = CellConfigFile.Load(_folder.CellFile);
        setup = new CellSetup(setup.File, setup.Config with { Core = new CoreSettings { Cpu = cpu } }, setup.Plan);
        CoreChecks.Require(setup, _log.Logger);
    }
}
