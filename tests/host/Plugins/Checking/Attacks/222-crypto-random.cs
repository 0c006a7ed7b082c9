// Abuses: RandomNumberGenerator and its GetItems and Shuffle.
// Harm: random by intent.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CryptoRandomAttack;

public sealed class CryptoRandomStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(RandomNumberGenerator.GetInt32(100) + RandomNumberGenerator.GetItems<int>([1, 2], 1)[0]);
}
