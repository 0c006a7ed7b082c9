using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>
/// Exposure of every slot, every account and the firm in every instrument. Hot thread; allocates only when made.
/// </summary>
/// <remarks>
/// An account is always the exact sum of its slots, and the firm of the accounts: one change is made to all three at
/// once.
/// </remarks>
internal sealed partial class ExposureTable
{
    private readonly int _instrumentCount;
    private readonly Exposure[] _slots;
    private readonly Exposure[] _accounts;
    private readonly Exposure[] _firm;

    /// <summary>Makes an empty table.</summary>
    /// <param name="instrumentCount">Number of instruments.</param>
    /// <param name="slotCount">Number of slots.</param>
    /// <param name="accountCount">Number of accounts.</param>
    public ExposureTable(int instrumentCount, int slotCount, int accountCount)
    {
        _instrumentCount = instrumentCount;
        _slots = new Exposure[checked(slotCount * instrumentCount)];
        _accounts = new Exposure[checked(accountCount * instrumentCount)];
        _firm = new Exposure[instrumentCount];
    }

    /// <summary>Exposure of a slot.</summary>
    public ref readonly Exposure OfSlot(int slot, int instrument) =>
        ref _slots[(slot - 1) * _instrumentCount + instrument - 1];

    /// <summary>Exposure of an account.</summary>
    public ref readonly Exposure OfAccount(int account, int instrument) =>
        ref _accounts[(account - 1) * _instrumentCount + instrument - 1];

    /// <summary>Exposure of the firm.</summary>
    public ref readonly Exposure OfFirm(int instrument) => ref _firm[instrument - 1];

    /// <summary>Reserves more, or less when the quantity is negative.</summary>
    public void AddOpen(int slot, int account, int instrument, Side side, Int128 quantity)
    {
        _slots[(slot - 1) * _instrumentCount + instrument - 1].AddOpen(side, quantity);
        _accounts[(account - 1) * _instrumentCount + instrument - 1].AddOpen(side, quantity);
        _firm[instrument - 1].AddOpen(side, quantity);
    }

    /// <summary>Changes the holding.</summary>
    public void AddPosition(int slot, int account, int instrument, Int128 quantity)
    {
        _slots[(slot - 1) * _instrumentCount + instrument - 1].Position += quantity;
        _accounts[(account - 1) * _instrumentCount + instrument - 1].Position += quantity;
        _firm[instrument - 1].Position += quantity;
    }
}
