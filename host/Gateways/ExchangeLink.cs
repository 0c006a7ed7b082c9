using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// What the owner has asked of its exchange and must not be lost: mass cancels and withdrawals. They wait while the session
/// is down, and those that are not answered are asked again when it is up. One thread.
/// </summary>
/// <param name="exchange">The exchange.</param>
internal sealed class ExchangeLink(Exchange exchange)
{
    /// <summary>Orders that were withdrawn; true once their end was reported.</summary>
    private readonly Dictionary<ulong, bool> _withdrawn = [];

    private int _cancels;

    /// <summary>True while the session is up.</summary>
    internal bool IsUp { get; private set; }

    /// <summary>True from the request of a mass cancel until it is done.</summary>
    internal bool IsCanceling => _cancels > 0;

    /// <summary>Why the last mass cancel was requested.</summary>
    internal RejectReason CancelReason { get; private set; }

    /// <summary>Cancels all that works.</summary>
    /// <param name="reason">Why.</param>
    internal void MassCancel(RejectReason reason)
    {
        CancelReason = reason;
        _cancels++;
        if (IsUp)
        {
            exchange.RequestMassCancel(reason);
        }
    }

    /// <summary>A mass cancel is done.</summary>
    /// <returns>True when it was the last one that was asked for.</returns>
    internal bool CancelDone()
    {
        if (_cancels == 0)
        {
            return false;
        }

        _cancels--;
        return _cancels == 0;
    }

    /// <summary>Withdraws an order that the core does not know.</summary>
    /// <param name="orderId">The order.</param>
    internal void Withdraw(ulong orderId)
    {
        _withdrawn[orderId] = false;
        if (IsUp)
        {
            exchange.Cancel(orderId);
        }
    }

    /// <summary>True for an order that was withdrawn: nobody wants to hear of it.</summary>
    /// <param name="orderId">The order.</param>
    internal bool IsWithdrawn(ulong orderId) => _withdrawn.ContainsKey(orderId);

    /// <summary>An order that was withdrawn has ended, or never was.</summary>
    /// <param name="orderId">The order.</param>
    internal void WithdrawalDone(ulong orderId) => _withdrawn[orderId] = true;

    /// <summary>The session is up: what was not answered before is asked again.</summary>
    internal void Up()
    {
        IsUp = true;
        if (IsCanceling)
        {
            // Once for all that were asked for.
            _cancels = 1;
            exchange.RequestMassCancel(CancelReason);
        }

        foreach ((ulong orderId, bool isDone) in _withdrawn)
        {
            if (!isDone)
            {
                exchange.Cancel(orderId);
            }
        }
    }

    /// <summary>The session is down.</summary>
    internal void Down() => IsUp = false;
}
