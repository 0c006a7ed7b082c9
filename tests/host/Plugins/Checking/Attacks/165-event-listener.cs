// Abuses: an EventListener: its constructor alone subscribes to all event sources of the process, the runtime's included.
// Harm: called on other threads for each collection and each exception of anybody; sees what they log.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EventListenerAttack;

public sealed class EventListenerStrategy : Attacker
{
    private sealed class Ear : EventListener
    {
        public long Heard;

        protected override void OnEventSourceCreated(EventSource source) => EnableEvents(source, EventLevel.Verbose);

        protected override void OnEventWritten(EventWrittenEventArgs data) => Heard++;
    }

    private readonly Ear _ear = new();

    public override void OnBook(in BookEvent bookEvent) => Act(_ear.Heard);
}
