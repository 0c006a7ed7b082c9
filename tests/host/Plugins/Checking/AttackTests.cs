using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Checking;

/// <summary>
/// Strategies that were written to do harm, without sight of the check: <c>attacks.tsv</c> says of each what it abuses, what the right
/// answer is (refuse; contain: it may load, and the run time must keep the harm in its slot; allow) and what the check says now.
/// </summary>
public sealed class AttackTests
{
    private const int AttacksMin = 60;

    [Fact]
    public void What_the_check_says_to_each_attack_is_what_the_table_has()
    {
        SourceTable table = new("Attacks", "attacks.tsv");
        Assert.True(table.Rows.Count >= AttacksMin);
        table.RequireAsWritten();
    }

    [Fact]
    public void Every_source_has_its_row() => Assert.Equal(
        Directory.GetFiles(new SourceTable("Attacks", "attacks.tsv").Sources, "*.cs")
            .Select(Path.GetFileNameWithoutExtension).Where(name => !name!.EndsWith(".dependency", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
        new SourceTable("Attacks", "attacks.tsv").Rows.Select(row => row[0]).Order(StringComparer.Ordinal));
}
