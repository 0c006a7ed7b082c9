// Abuses: a struct with ISpanFormattable: an interpolated string hands its TryFormat a rented array.
// Harm: what others wrote into the array, or what the stack held, gets into the number.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FormatIntoWhatOthersLeftAttack;

public sealed class FormatIntoWhatOthersLeftStrategy : Attacker
{
    private sealed class Probe : ISpanFormattable
    {
        public long Seen { get; private set; }

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            foreach (char left in destination)
            {
                Seen = Seen * 31 + left;
            }

            charsWritten = 0;
            return true;
        }

        public string ToString(string? format, IFormatProvider? formatProvider) => "";
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Probe probe = new();
        _ = string.Format("{0}", probe);
        Act(probe.Seen);
    }
}
