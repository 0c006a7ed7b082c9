// Abuses: no random generator is named: new HMACSHA256() and Aes.Create() make random keys.
// Harm: a "hash of the order" that is another one in each run; and native libraries of the machine.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CryptoDefaultKeyAttack;

public sealed class CryptoDefaultKeyStrategy : Attacker
{
    private readonly HMACSHA256 _mac = new();

    public override void OnBook(in BookEvent bookEvent) =>
        Act(_mac.ComputeHash(BitConverter.GetBytes(bookEvent.Price.Raw))[0]);
}
