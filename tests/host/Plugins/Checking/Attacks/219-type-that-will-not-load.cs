// Abuses: types that compile and do not load: an inline array over the runtime's size limit, which the compiler does not know.
// Harm: a scan with GetTypes throws in the middle; lazily, the slot dies on the hot thread at the first use.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TypeThatWillNotLoadAttack;

public sealed class TypeThatWillNotLoadStrategy : Attacker
{
    [InlineArray(300_000)]
    private struct Wide
    {
        private decimal _first;
    }

    private struct Ring
    {
        public static int Count => 1;

        public Wide Body;
    }

    private static long Touch(int at)
    {
        Ring ring = default;
        ring.Body[at] = 1;
        return (long)ring.Body[at];
    }

    public override void OnBook(in BookEvent bookEvent) => Act(bookEvent.Quantity.Raw > 1_000_000 ? Touch(1) : 0);
}
