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

public sealed class StreamBeginReadStrategy : Attacker
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
}
