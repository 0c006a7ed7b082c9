using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests.Checking;

/// <summary>
/// Strategies as quants write them, written without sight of the check: a check that nobody can work with is a fault too.
/// <c>honest.tsv</c> says what each is and what the check says now.
/// </summary>
public sealed class HonestTests
{
    [Fact]
    public void What_the_check_says_to_each_honest_strategy_is_what_the_table_has() =>
        new SourceTable("Honest", "honest.tsv").RequireAsWritten();
}
