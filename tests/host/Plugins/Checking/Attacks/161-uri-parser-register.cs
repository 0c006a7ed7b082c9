// Abuses: UriParser.Register: a parser for a scheme, for the whole process, for ever.
// Harm: a second start of the slot throws (scheme already registered): the day cannot be replayed in one process; keeps the version alive.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UriParserRegisterAttack;

public sealed class UriParserRegisterStrategy : Strategy
{
    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        UriParser.Register(new GenericUriParser(GenericUriParserOptions.Default), "quote", 1);
    }

    public override void OnBook(in BookEvent bookEvent) => Act(new Uri("quote://x").Port);

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
