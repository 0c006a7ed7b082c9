using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cell.Tokens;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
using Strategies.Program;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Commands;

/// <summary><c>strat token</c>: who may ask a cell's edge for what. Changes the file; the edge sees it at once.</summary>
internal static class TokenCommand
{
    private static readonly Argument<string> Name =
        new Argument<string>("name") { Description = "Who holds the token: the who of every command." }.Naming(NameKind.Token);

    internal static Command Make() =>
        new("token", "Who may ask a cell's edge for what.") { MakeAdd(), MakeList(), MakeRevoke() };

    private static Command MakeAdd()
    {
        Option<string> role = new("--role") { Description = "viewer, operator, risk or admin.", Required = true };
        role.Validators.Add(result =>
        {
            if (!EdgeRoles.TryParse(result.GetValueOrDefault<string>() ?? "", out _))
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no role: use viewer, operator, risk or admin");
            }
        });
        Option<string?> expires =
            new("--expires-in") { Description = "For how long: 30s, 15m, 8h or 7d; for ever if not given." };
        expires.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not { } text)
            {
                return;
            }

            if (!TryParse(text, out long seconds))
            {
                result.AddError($"'{text}' is no time: use for example 30s, 15m, 8h or 7d");
            }
            else if (!TokenLife.IsGood(seconds, out string problem, out string hint))
            {
                result.AddError($"'{text}': {problem}: {hint}");
            }
        });
        Command add = new("add", "Makes a token and prints it: it is written down nowhere else.")
        {
            Name, role, expires, CellOptions.Cell, CellOptions.Json,
        };
        add.SetAction(parsed => CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal =>
        {
            string name = parsed.GetRequiredValue(Name);
            EdgeRoles.TryParse(parsed.GetRequiredValue(role), out EdgeRole held);
            long? life = TryParse(parsed.GetValue(expires) ?? "", out long seconds) ? seconds : null;
            (string token, DateTimeOffset? end) = TokenFile.Add(FileOf(parsed), name, held, life);
            terminal.Say($"{name} may do what a {EdgeRoles.NameOf(held)} may{(end is null ? "" : $" until {Time(end)}")}");
            if (terminal.IsJson)
            {
                Terminal.WriteJson(new { name, role = EdgeRoles.NameOf(held), expires = end, token });
            }
            else
            {
                Console.Out.WriteLine(token);
            }

            return ExitCode.Success;
        }));
        return add;
    }

    private static Command MakeList()
    {
        Command list =
            new("list", "Lists whose tokens there are, without the tokens.") { CellOptions.Cell, CellOptions.Json };
        list.SetAction(parsed => CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal =>
        {
            TokenView[] tokens = [.. TokenFile.Read(FileOf(parsed)).Select(TokenView.Of)];
            if (terminal.IsJson)
            {
                Terminal.WriteJson(new
                {
                    tokens = tokens.Select(token =>
                        new { token.Name, role = EdgeRoles.NameOf(token.Role), token.Expires, token.Expired }),
                });
                return ExitCode.Success;
            }

            Table table = new Table().Border(TableBorder.Rounded).AddColumns("name", "role", "expires");
            foreach (TokenView token in tokens)
            {
                string expires = token.Expires is null ? "never" : Time(token.Expires) + (token.Expired ? " (expired)" : "");
                table.AddRow(Markup.Escape(token.Name), EdgeRoles.NameOf(token.Role), expires);
            }

            terminal.Results.Write(table);
            return ExitCode.Success;
        }));
        return list;
    }

    private static Command MakeRevoke()
    {
        Command revoke = new("revoke", "Takes a token back: the edge refuses it from its next request on.")
        {
            Name, CellOptions.Cell, CellOptions.Json,
        };
        revoke.SetAction(parsed => CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal =>
        {
            string name = parsed.GetRequiredValue(Name);
            TokenFile.Revoke(FileOf(parsed), name);
            terminal.Say($"the token of {name} is revoked");
            if (terminal.IsJson)
            {
                Terminal.WriteJson(new { revoked = name });
            }

            return ExitCode.Success;
        }));
        return revoke;
    }

    private static string FileOf(ParseResult parsed) => CellOptions.Load(parsed).Config.Edge.Tokens;

    private static string Time(DateTimeOffset? time) =>
        time!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool TryParse(string text, out long seconds)
    {
        seconds = 0;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return false;
        }

        long unit = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => 0,
        };
        seconds = count * unit;
        return unit > 0;
    }
}
