// Abuses: derives from Stream, an abstract class without any file; the base's BeginRead calls our Read on a pool thread.
// Harm: strategy code beside the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StreamBeginReadAttack;

public sealed class StreamBeginReadStrategy : Strategy
{
    private sealed class Pump(Action work) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => 0;
        public override long Position { get; set; }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => 0;
        public override void SetLength(long value) { }
        public override void Write(byte[] buffer, int offset, int count) { }

        public override int Read(byte[] buffer, int offset, int count)
        {
            work();
            return 0;
        }
    }

    public override void OnBook(in BookEvent bookEvent) => new Pump(() => Act(1)).BeginRead([], 0, 0, null, null);

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
