using System.Numerics;
using Strategies.Sdk;

namespace Strategies.Risk.Tests.Reference;

/// <summary>Everything that ever happened, as lists; every number is summed up again when it is asked for.</summary>
internal sealed class NaiveBooks
{
    public List<(int Slot, int Account, int Instrument, BigInteger Quantity)> Positions { get; init; } = [];

    public List<(int Slot, int Account, int Instrument, Side Side, BigInteger Quantity)> Open { get; init; } = [];

    public List<(int Slot, int Account, long TimeNs)> Messages { get; init; } = [];

    public NaiveBooks Copy() => new() { Positions = [.. Positions], Open = [.. Open], Messages = [.. Messages] };

    public BigInteger Position(RiskScope scope, int id, int instrument) =>
        Sum(Positions
            .Where(entry => entry.Instrument == instrument && Belongs(scope, id, entry.Slot, entry.Account))
            .Select(entry => entry.Quantity));

    public BigInteger Reserved(RiskScope scope, int id, int instrument, Side side) =>
        Sum(Open
            .Where(entry => entry.Instrument == instrument && entry.Side == side)
            .Where(entry => Belongs(scope, id, entry.Slot, entry.Account))
            .Select(entry => entry.Quantity));

    /// <summary>Messages less than one second old.</summary>
    public int MessagesInLastSecond(RiskScope scope, int id, long timeNs) =>
        Messages.Count(message =>
            Belongs(scope, id, message.Slot, message.Account) && timeNs - message.TimeNs < 1_000_000_000);

    private static bool Belongs(RiskScope scope, int id, int slot, int account) => scope switch
    {
        RiskScope.Strategy => slot == id,
        RiskScope.Account => account == id,
        _ => true,
    };

    private static BigInteger Sum(IEnumerable<BigInteger> quantities) =>
        quantities.Aggregate(BigInteger.Zero, BigInteger.Add);
}
