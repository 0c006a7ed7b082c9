namespace Strategies.Risk;

/// <summary>
/// The kill switches of all four scopes; the order scope has one per instrument. Hot thread; allocates only when made.
/// </summary>
internal sealed partial class KillSwitches
{
    private readonly bool[] _instruments;
    private readonly bool[] _slots;
    private readonly bool[] _accounts;
    private readonly bool[] _firm = new bool[1];

    /// <summary>Makes switches that are all released.</summary>
    /// <param name="instrumentCount">Number of instruments.</param>
    /// <param name="slotCount">Number of slots.</param>
    /// <param name="accountCount">Number of accounts.</param>
    public KillSwitches(int instrumentCount, int slotCount, int accountCount)
    {
        _instruments = new bool[instrumentCount + 1];
        _slots = new bool[slotCount + 1];
        _accounts = new bool[accountCount + 1];
    }

    /// <summary>Sets or releases a switch.</summary>
    /// <param name="scope">Its scope.</param>
    /// <param name="id">Instrument, slot or account, from 1; 0 for the firm.</param>
    /// <param name="isSet">True to stop.</param>
    /// <returns>False when there is no such switch; nothing changed.</returns>
    public bool TrySet(RiskScope scope, int id, bool isSet)
    {
        if (!Exists(scope, id))
        {
            return false;
        }

        Of(scope)[id] = isSet;
        return true;
    }

    /// <summary>True when the switch exists and is set.</summary>
    /// <param name="scope">Its scope.</param>
    /// <param name="id">Instrument, slot or account, from 1; 0 for the firm.</param>
    public bool IsSet(RiskScope scope, int id) => Exists(scope, id) && Of(scope)[id];

    /// <summary>The narrowest scope at which an order is stopped; none when it is not.</summary>
    /// <param name="slot">A known slot.</param>
    /// <param name="account">A known account.</param>
    /// <param name="instrument">A known instrument.</param>
    public RiskScope Find(int slot, int account, int instrument) =>
        _instruments[instrument] ? RiskScope.Order
        : _slots[slot] ? RiskScope.Strategy
        : _accounts[account] ? RiskScope.Account
        : _firm[0] ? RiskScope.Firm
        : RiskScope.None;

    private bool Exists(RiskScope scope, int id) => scope switch
    {
        RiskScope.Firm => id == 0,
        RiskScope.Order or RiskScope.Strategy or RiskScope.Account => id > 0 && id < Of(scope).Length,
        _ => false,
    };

    private bool[] Of(RiskScope scope) => scope switch
    {
        RiskScope.Order => _instruments,
        RiskScope.Strategy => _slots,
        RiskScope.Account => _accounts,
        _ => _firm,
    };
}
