using Strategies.Cli.Tests.Support;

namespace Strategies.Cli.Tests;

/// <summary>One way to say which cell is meant, whatever the command.</summary>
public sealed class CellOptionTests
{
    private const string Missing = "/nowhere/of-the-variable.cell.json";

    public static TheoryData<string> Commands =>
    [
        "up", "up --detach", "down", "status --json", "top --once --json", "core handover", "limits show", "limits history", "parameters show --slot a", "parameters set --slot a --name b --value 1 --reason c", "parameters history", "store list",
        "store add .", "deploy 00 --slot a --reason b", "rollback --slot a --reason b", "start --slot a --reason b",
        "stop --slot a --reason b", "flatten --slot a --reason b", "flatten --account a --reason b", "limits set --scope firm --name maxQuantity --value 1 --reason c", "kill --reason b", "release --reason b",
        "shadow start 00 --slot a --reason b", "shadow stop --slot a", "day end --reason b", "token list",
        "token add a --role viewer", "token revoke a",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_takes_the_cell_from_the_variable_and_the_option_comes_before_it(string command)
    {
        Dictionary<string, string> variable = new() { ["STRATEGIES_CELL"] = Missing };
        StratResult result = Strat.RunWith(variable, command.Split(' '));
        Assert.Equal((StratResult.BadInput, true), (result.ExitCode, result.Error.Contains(Missing, StringComparison.Ordinal)));
        StratResult other = Strat.RunWith(variable, [.. command.Split(' '), "--cell", "/nowhere/of-the-option.json"]);
        Assert.Equal(
            (StratResult.BadInput, true), (other.ExitCode, other.Error.Contains("of-the-option.json", StringComparison.Ordinal)));
    }
}
