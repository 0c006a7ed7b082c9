using System.Globalization;
using Strategies.Edge.Views;
using Strategies.Projection;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Edge.Commands;

/// <summary>
/// The orders that worked when something was asked for that is to cancel them, and what became of them. They are looked at
/// one by one, since it is not the core alone that cancels: at a kill of the firm the venue's process does, and may be done
/// before the core has the command, which then has nothing left to cancel.
/// </summary>
internal sealed class WorkingOrders
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    // A venue answers in milliseconds; one that does not is told of as it stands.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly JournalTail _tail;
    private readonly ulong[] _orders;

    private WorkingOrders(JournalTail tail, ulong[] orders)
    {
        _tail = tail;
        _orders = orders;
    }

    /// <summary>Those in a scope now.</summary>
    internal static WorkingOrders In(JournalTail tail, RiskScope scope, int id) =>
        new(tail, tail.Read(day => day.WorkingIn(scope, id)));

    /// <summary>Waits a little for all of them to end, and says in an answer what became of them.</summary>
    internal async Task<CommandView> Tell(CommandView answer, CancellationToken stop)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        (int canceled, int otherwise) = Count();
        while (canceled + otherwise < _orders.Length && Environment.TickCount64 < end)
        {
            await Task.Delay(Poll, stop);
            (canceled, otherwise) = Count();
        }

        return answer with
        {
            WorkingOrders = _orders.Length,
            Canceled = canceled,
            Detail = $"{answer.Detail}; {Words(canceled, otherwise)}",
        };
    }

    private (int Canceled, int Otherwise) Count() => _tail.Read(day =>
    {
        int canceled = 0;
        int otherwise = 0;
        foreach (ulong order in _orders)
        {
            OrdStatus? status = day.OpenOrders.Ended.Find(order);
            canceled += status == OrdStatus.Canceled ? 1 : 0;
            otherwise += status is null or OrdStatus.Canceled ? 0 : 1;
        }

        return (canceled, otherwise);
    });

    private string Words(int canceled, int otherwise)
    {
        int working = _orders.Length - canceled - otherwise;
        string ended = otherwise == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {otherwise} ended otherwise");
        string left = working == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {working} not ended yet");
        return _orders.Length == 0
            ? "no order worked"
            : string.Create(CultureInfo.InvariantCulture, $"of {_orders.Length} working orders {canceled} are canceled{ended}{left}");
    }
}
