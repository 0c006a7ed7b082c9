using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

public sealed class EnvironmentInfoTests
{
    private static readonly Hash256 Package = Hash256.Of("package"u8);
    private static readonly Hash256 Configuration = Hash256.Of("configuration"u8);

    [Fact]
    public void An_environment_comes_back_from_the_segment_as_it_was()
    {
        using TestJournal journal = new();
        EnvironmentInfo environment = EnvironmentInfo.Capture("engine", [Package], [Configuration]);
        using (JournalWriter writer = JournalWriter.Open(
            journal.Folder, TestJournal.Options() with { Environment = environment }))
        {
            writer.AppendInput(TestRecords.Input(1, 1));
        }

        using JournalReader reader = JournalReader.OpenInputs(journal.Folder);
        Assert.True(reader.MoveNext());
        EnvironmentInfo read = reader.ReadEnvironment()!;
        Assert.Empty(environment.Differences(read));
        Assert.Equal([Package.ToString()], read.Packages);
        Assert.Equal([Configuration.ToString()], read.Configurations);
        Assert.Equal(environment.CpuFeatures, read.CpuFeatures);
    }

    [Fact]
    public void What_was_captured_is_not_empty()
    {
        EnvironmentInfo environment = EnvironmentInfo.Capture("engine", [], []);
        Assert.Equal("engine", environment.EngineBuild);
        Assert.Contains(".NET 10", environment.Runtime);
        Assert.NotEmpty(environment.CpuFeatures);
        Assert.NotEmpty(environment.OperatingSystem);
        Assert.True(environment.VectorBytes >= 16);
    }

    [Fact]
    public void Every_difference_is_a_sentence()
    {
        EnvironmentInfo environment = EnvironmentInfo.Capture("engine", [Package], [Configuration]);
        EnvironmentInfo other = environment with
        {
            EngineBuild = "2",
            Runtime = ".NET 99",
            OperatingSystem = "Other",
            Architecture = "Z80",
            CpuFeatures = [.. environment.CpuFeatures.Skip(1), "new"],
            VectorBytes = 1,
            TieredCompilation = !environment.TieredCompilation,
            TieredPgo = !environment.TieredPgo,
            Packages = [],
            Configurations = [],
        };
        IReadOnlyList<string> sentences = environment.Differences(other);
        Assert.Equal(11, sentences.Count);
        Assert.Contains($"CPU feature {environment.CpuFeatures[0]} was there and is missing", sentences);
        Assert.Contains("CPU feature new was not there and is now", sentences);
        Assert.Contains($"package {Package} was there and is missing", sentences);
        Assert.Contains($"runtime was '{environment.Runtime}' and is '.NET 99'", sentences);
    }

    [Fact]
    public void An_environment_that_does_not_fit_the_header_is_refused()
    {
        using TestJournal journal = new();
        IEnumerable<Hash256> many = Enumerable.Range(0, 100).Select(index => Hash256.Of([(byte)index]));
        JournalException failure = Assert.Throws<JournalException>(() => JournalWriter.Open(
            journal.Folder, TestJournal.Options() with { Environment = EnvironmentInfo.Capture("engine", many, []) }));
        Assert.Equal(JournalFault.InvalidOption, failure.Fault);
        Assert.Contains("100", failure.Hint);
    }
}
