using Strategies.Edge.Hosting;
using Strategies.Journal.Describe;
using Strategies.Projection;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Edge.Commands;

/// <summary>Finds slots, holders of limits and kill switches by the words of a person.</summary>
internal static class ScopeReader
{
    /// <exception cref="EdgeException">400: no slot can have that name; 404: there is no such slot; 503: the day has not begun.</exception>
    internal static SlotRow Slot(DayProjection day, string name)
    {
        RequestName.Require(NameKind.Slot, name);
        RequireNames(day);
        string names = string.Join(", ", day.Slots.Select(slot => slot.Name));
        return day.Slots.FirstOrDefault(slot => slot.Name == name)
            ?? throw new EdgeException(404, "there is no such slot", $"no slot is called '{name}'", $"slots: {names}");
    }

    /// <summary>What is to be flattened: a slot or an account, one of them.</summary>
    /// <exception cref="EdgeException">
    /// 400: both or none are named, or a name can be none; 404: there is no such slot or account; 503: the day has not begun.
    /// </exception>
    internal static (RiskScope Scope, int Id) Flatten(DayProjection day, string slot, string account)
    {
        if (slot.Length > 0 == account.Length > 0)
        {
            throw new EdgeException(
                400, "it is not said what to flatten", "a slot or an account is needed, one of them", "name a slot, or an account");
        }

        if (slot.Length > 0)
        {
            return (RiskScope.Strategy, Slot(day, slot).Number);
        }

        RequestName.Require(NameKind.Account, account);
        RequireNames(day);
        int id = NumberOf(day.Names.Accounts, account);
        string names = string.Join(", ", day.Names.Accounts.Values.Distinct());
        return id != 0 ? (RiskScope.Account, id) : throw new EdgeException(
            404, "there is no such account", $"no account is called '{account}'", $"accounts: {names}");
    }

    /// <summary>What a kill switch is for.</summary>
    /// <exception cref="EdgeException">400: the scope is not known; 503: the day has not begun.</exception>
    internal static (RiskScope Scope, int Id) Kill(DayProjection day, string text)
    {
        RequestName.RequireScope(text);
        if (text == "firm")
        {
            return (RiskScope.Firm, 0);
        }

        RequireNames(day);
        string[] parts = text.Split(':', 2);
        string name = parts.Length == 2 ? parts[1] : "";
        DayNames names = day.Names;
        string hint = "";
        (RiskScope scope, int id) = parts[0] switch
        {
            "account" => (RiskScope.Account, NumberOf(names.Accounts, name)),
            "strategy" => (RiskScope.Strategy, NumberOf(names.Slots, name)),
            "instrument" => (
                RiskScope.Order,
                names.InstrumentNames.TryFind(name, out int instrument, out hint) ? instrument : 0),
            _ => (RiskScope.None, 0),
        };
        return id != 0 ? (scope, id) : throw new EdgeException(
            400,
            "the scope is not known",
            $"'{text}' is none",
            hint.Length > 0
                ? hint
                : "scope is firm, account:NAME, strategy:SLOT or instrument:SYMBOL, with a name of this day");
    }

    /// <summary>What a limit is for.</summary>
    /// <exception cref="EdgeException">400: scope or instrument are not known; 503: the day has not begun.</exception>
    internal static (RiskScope Scope, int Id, int Instrument) Limit(DayProjection day, string text, string symbol)
    {
        RequestName.RequireScope(text);
        RequestName.RequireInstrument(symbol);
        RequireNames(day);
        LimitNames names = day.Names.ForLimits();
        if (!LimitText.TryParseScope(text, names, out RiskScope scope, out int id, out string hint))
        {
            throw new EdgeException(400, "the scope is not known", $"'{text}' is none", hint);
        }

        int instrument = 0;
        return symbol.Length == 0 || LimitText.TryParseInstrument(symbol, names, out instrument, out hint)
            ? (scope, id, instrument)
            : throw new EdgeException(400, "the instrument is not known", $"there is no '{symbol}'", hint);
    }

    private static int NumberOf(IReadOnlyDictionary<int, string> names, string name) =>
        names.FirstOrDefault(entry => entry.Value == name).Key;

    private static void RequireNames(DayProjection day)
    {
        if (!day.IsNamed)
        {
            throw new EdgeException(
                503,
                "the day has not begun",
                "the journal does not name slots and instruments yet",
                "try again when strat status shows the core running");
        }
    }
}
