namespace Strategies.Risk;

/// <summary>Numbers the holders of limits without gaps: the order scope, every slot, every account, the firm.</summary>
internal readonly struct LimitRows
{
    private readonly int _slotCount;
    private readonly int _accountCount;

    /// <summary>Makes the numbering.</summary>
    /// <param name="slotCount">Slots, 1 or more.</param>
    /// <param name="accountCount">Accounts, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public LimitRows(int slotCount, int accountCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slotCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(accountCount);
        _slotCount = slotCount;
        _accountCount = accountCount;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _slotCount + _accountCount + 2;

    /// <summary>Row of the order scope.</summary>
    public int Order => 0;

    /// <summary>Row of the firm.</summary>
    public int Firm => _slotCount + _accountCount + 1;

    /// <summary>Row of a slot.</summary>
    /// <param name="slot">From 1.</param>
    public int Slot(int slot) => slot;

    /// <summary>Row of an account.</summary>
    /// <param name="account">From 1.</param>
    public int Account(int account) => _slotCount + account;

    /// <summary>True when the scope has this number: 0 for order and firm, a known slot or account otherwise.</summary>
    /// <param name="scope">A known scope.</param>
    /// <param name="id">The number.</param>
    public bool Exists(RiskScope scope, int id) => scope switch
    {
        RiskScope.Strategy => id >= 1 && id <= _slotCount,
        RiskScope.Account => id >= 1 && id <= _accountCount,
        _ => id == 0,
    };

    /// <summary>Row of a holder that exists.</summary>
    /// <param name="scope">A known scope.</param>
    /// <param name="id">Its number.</param>
    public int IndexOf(RiskScope scope, int id) => scope switch
    {
        RiskScope.Order => Order,
        RiskScope.Strategy => Slot(id),
        RiskScope.Account => Account(id),
        _ => Firm,
    };
}
