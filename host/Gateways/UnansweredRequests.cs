namespace Strategies.Gateways;

/// <summary>
/// Orders and requests that were handed to the exchange and of which it has said nothing yet, so that what the owner says
/// itself can stand behind their reports. One thread; allocates only to grow.
/// </summary>
internal sealed class UnansweredRequests
{
    private readonly Dictionary<(ulong OrderId, uint RequestId), long> _numbers = [];

    /// <summary>In the order of handing over; those that are answered leave when they have come to the front.</summary>
    private readonly Queue<(ulong OrderId, uint RequestId, long Number)> _inOrder = new();

    /// <summary>How many were handed over: number of the last one.</summary>
    internal long LastNumber { get; private set; }

    /// <summary>An order or request was handed over.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="requestId">0 for the new order, 1 and up for its requests.</param>
    internal void Add(ulong orderId, uint requestId)
    {
        LastNumber++;
        _numbers[(orderId, requestId)] = LastNumber;
        _inOrder.Enqueue((orderId, requestId, LastNumber));
    }

    /// <summary>It was answered.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="requestId">The request.</param>
    internal void Answer(ulong orderId, uint requestId)
    {
        _numbers.Remove((orderId, requestId));
        DropAnswered();
    }

    /// <summary>True when everything up to a number is answered.</summary>
    /// <param name="number">The number.</param>
    internal bool AreAnswered(long number)
    {
        DropAnswered();
        return !_inOrder.TryPeek(out (ulong OrderId, uint RequestId, long Number) first) || first.Number > number;
    }

    /// <summary>
    /// The exchange has told all that is open: what was handed over before the question and belongs to no open order will
    /// not be answered any more, if it is not yet.
    /// </summary>
    /// <param name="number">The last number in front of the question.</param>
    /// <param name="open">The open orders.</param>
    internal void KeepOpen(long number, HashSet<ulong> open)
    {
        foreach ((ulong orderId, uint requestId, long each) in _inOrder)
        {
            if (each <= number && !open.Contains(orderId) && IsUnanswered(orderId, requestId, each))
            {
                _numbers.Remove((orderId, requestId));
            }
        }

        DropAnswered();
    }

    private void DropAnswered()
    {
        while (_inOrder.TryPeek(out (ulong OrderId, uint RequestId, long Number) first)
            && !IsUnanswered(first.OrderId, first.RequestId, first.Number))
        {
            _inOrder.Dequeue();
        }
    }

    private bool IsUnanswered(ulong orderId, uint requestId, long number) =>
        _numbers.TryGetValue((orderId, requestId), out long last) && last == number;
}
