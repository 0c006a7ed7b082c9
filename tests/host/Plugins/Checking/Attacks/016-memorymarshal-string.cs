// Abuses: strings are immutable only by convention: AsMemory of MemoryMarshal makes one writable.
// Harm: changes the symbol of a shared instrument (and literals are interned over the process): lookups find the wrong instrument.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemorymarshalStringAttack;

public sealed class MemorymarshalStringStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        string symbol = Context.Instrument(bookEvent.Instrument).Symbol;
        Memory<char> letters = MemoryMarshal.AsMemory(symbol.AsMemory());
        letters.Span[0] = 'Z';
        Act(letters.Length);
    }
}
