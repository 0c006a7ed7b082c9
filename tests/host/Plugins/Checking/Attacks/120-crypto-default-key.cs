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

public sealed class CryptoDefaultKeyStrategy : Strategy
{
    private readonly HMACSHA256 _mac = new();

    public override void OnBook(in BookEvent bookEvent) =>
        Act(_mac.ComputeHash(BitConverter.GetBytes(bookEvent.Price.Raw))[0]);

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
