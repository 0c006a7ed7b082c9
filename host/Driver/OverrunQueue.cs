using Strategies.Records;

namespace Strategies.Driver;

/// <summary>Overruns that no record has been made of yet, in their order. Allocates nothing after construction; one thread.</summary>
internal sealed class OverrunQueue
{
    private const int PendingMax = 1024;

    private readonly CallbackOverrunPayload[] _pending = new CallbackOverrunPayload[PendingMax];
    private int _first;
    private int _count;

    /// <summary>Puts one behind the others.</summary>
    /// <exception cref="DriverFault">There are more than one record can lead to.</exception>
    internal void Add(in CallbackOverrunPayload overrun)
    {
        if (_count == PendingMax)
        {
            DriverFault.Throw($"more than {PendingMax} overruns of callbacks in one record");
        }

        _pending[(_first + _count++) % PendingMax] = overrun;
    }

    /// <summary>Takes the oldest.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryTake(out CallbackOverrunPayload overrun)
    {
        if (_count == 0)
        {
            overrun = default;
            return false;
        }

        overrun = _pending[_first];
        _first = (_first + 1) % PendingMax;
        _count--;
        return true;
    }

    /// <summary>Those of a slot are told and do nothing more: its version is out already, and another one may be in its place.</summary>
    internal void OnlyTell(int slot)
    {
        for (int index = 0; index < _count; index++)
        {
            ref CallbackOverrunPayload pending = ref _pending[(_first + index) % PendingMax];
            pending.Action = pending.Slot == slot ? OverrunAction.Alert : pending.Action;
        }
    }
}
