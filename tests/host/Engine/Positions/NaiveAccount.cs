using System.Numerics;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Positions;

/// <summary>An account at average cost in whole units of 1e-8 without limits, and the cash that really moved.</summary>
internal sealed class NaiveAccount(Instrument instrument)
{
    internal BigInteger Quantity { get; private set; }

    internal BigInteger Cost { get; private set; }

    internal BigInteger Realised { get; private set; }

    internal BigInteger Fees { get; private set; }

    internal BigInteger Cash { get; private set; }

    internal void Apply(long quantity, long price, long fee)
    {
        Fees += fee;
        Cash -= Value(quantity, price);
        while (quantity != 0)
        {
            bool isClosing = Quantity.Sign * Math.Sign(quantity) < 0;
            long part = isClosing
                ? (long)BigInteger.Min(BigInteger.Abs(Quantity), Math.Abs(quantity)) * Math.Sign(quantity) : quantity;
            if (isClosing)
            {
                BigInteger share = BigInteger.Divide(Cost * -part, Quantity);
                Realised += Value(-part, price) - share;
                Cost -= share;
            }
            else
            {
                Cost += Value(part, price);
            }

            Quantity += part;
            quantity -= part;
        }
    }

    private BigInteger Value(BigInteger quantity, long price)
    {
        BigInteger value = quantity * price * instrument.ContractMultiplier;
        return instrument.PriceType == PriceType.PercentOfPar ? BigInteger.Divide(value, 100) : value;
    }
}
