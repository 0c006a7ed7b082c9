// Abuses: a log line of 200 bytes, 100,000 times in a callback, made of bytes that are no UTF-8.
// Harm: journal and disk; a decoder that throws on the other side.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LogFloodAttack;

public sealed class LogFloodStrategy : Attacker
{
    private readonly byte[] _noise = new byte[200];

    public override void OnBook(in BookEvent bookEvent)
    {
        Array.Fill(_noise, (byte)0xC0);
        for (long line = 0; line < 100_000; line++)
        {
            _noise[line % 200] = (byte)line;
            Context.Log(LogLevel.Error, _noise, line, long.MinValue, _n);
        }

        Act(1);
    }
}
