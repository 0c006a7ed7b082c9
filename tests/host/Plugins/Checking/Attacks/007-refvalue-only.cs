// Abuses: __makeref, __refvalue and __reftype without any reflection: opcodes mkrefany, refanyval and refanytype.
// Harm: the handle of a type, an address, becomes part of the state; a reference to a field that outlives all checks of the compiler.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RefvalueOnlyAttack;

public sealed class RefvalueOnlyStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        TypedReference reference = __makeref(_n);
        __refvalue(reference, long) += 1;
        Act(__reftype(reference).TypeHandle.Value);
    }
}
