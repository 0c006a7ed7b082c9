using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.MarketData;

namespace Strategies.Feeds.Verification;

/// <summary>
/// Follows every order of a feed by its reference, to find those that are added twice or of which more is taken than is left.
/// Its memory grows with the orders that are open at once.
/// </summary>
internal sealed class OrderChecker(PacketSource source)
{
    private readonly Dictionary<(ulong Session, ulong Reference), long> _open = [];

    private long _repeatedAdds;
    private long _overdrawn;
    private long _unknown;
    private string _firstOdd = string.Empty;
    private string _firstUnknown = string.Empty;

    internal OrderReport Report => new(_repeatedAdds, _overdrawn, _firstOdd, _unknown, _firstUnknown);

    internal void Observe(in MarketMessage message)
    {
        // References are given by session: two markets in one capture have some in common.
        ulong session = source.Prefix.SessionLow ^ ulong.RotateLeft(source.Prefix.SessionHigh, 32);
        switch (message.Kind)
        {
            case MarketMessageKind.Add:
                Add((session, message.OrderReference), message.Quantity.Raw);
                break;
            case MarketMessageKind.Execute or MarketMessageKind.Reduce:
                Reduce((session, message.OrderReference), message.Quantity.Raw);
                break;
            case MarketMessageKind.Delete:
                CountUnknown(_open.Remove((session, message.OrderReference)));
                break;
            case MarketMessageKind.Replace:
                CountUnknown(_open.Remove((session, message.OrderReference)));
                Add((session, message.NewOrderReference), message.Quantity.Raw);
                break;
            default:
                break;
        }
    }

    private void Add((ulong Session, ulong Reference) order, long quantity)
    {
        ref long open = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, order, out bool isRepeat);
        open = quantity;
        if (isRepeat)
        {
            _repeatedAdds++;
            SetFirstOdd();
        }
    }

    private void Reduce((ulong Session, ulong Reference) order, long quantity)
    {
        ref long open = ref CollectionsMarshal.GetValueRefOrNullRef(_open, order);
        bool isKnown = !Unsafe.IsNullRef(ref open);
        CountUnknown(isKnown);
        if (!isKnown)
        {
            return;
        }

        open -= quantity;
        if (open < 0)
        {
            _overdrawn++;
            SetFirstOdd();
        }

        if (open <= 0)
        {
            _open.Remove(order);
        }
    }

    private void CountUnknown(bool isKnown)
    {
        if (!isKnown && _unknown++ == 0)
        {
            _firstUnknown = source.Position;
        }
    }

    private void SetFirstOdd() => _firstOdd = _firstOdd.Length > 0 ? _firstOdd : source.Position;
}
