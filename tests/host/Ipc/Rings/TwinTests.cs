using CsCheck;
using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Rings;

/// <summary>The ring beside an ordinary queue: any capacity, any lengths, any order of calls.</summary>
public sealed class TwinTests
{
    private enum Step
    {
        Claim,
        Publish,
        Abort,
        Poll,
        Release,
        RestartProducer,
        RestartConsumer,
        CrashProducer,
    }

    private static readonly Gen<(Step Step, int Size)> GenStep = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(Step.Claim)), (5, Gen.Const(Step.Publish)), (1, Gen.Const(Step.Abort)),
            (6, Gen.Const(Step.Poll)), (4, Gen.Const(Step.Release)), (1, Gen.Const(Step.RestartProducer)),
            (1, Gen.Const(Step.RestartConsumer)), (1, Gen.Const(Step.CrashProducer))),
        Gen.Int[0, 4096]);

    [Fact]
    public void A_ring_behaves_as_a_queue_that_is_bounded_whatever_its_capacity_and_the_order_of_calls() =>
        Gen.Select(Gen.Int[8, 13], Gen.Int[0, 4096], GenStep.Array[1, 400]).Sample(
            (capacityBits, longest, steps) =>
            {
                using TestFolder folder = new();
                using RingBuffer ring = RingBuffer.Create(folder.At("ring"), 1 << capacityBits);
                Model model = new(ring, Math.Min(longest, ring.MaxRecordLength));
                foreach ((Step step, int size) in steps)
                {
                    model.Run(step, size);
                }

                model.Finish();
            },
            iter: 1500);

    [Fact]
    public void A_record_of_the_greatest_length_fits_an_empty_ring_wherever_it_stands()
    {
        using TestFolder folder = new();
        using RingBuffer ring = RingBuffer.Create(folder.At("ring"), 256);
        using RingProducer producer = ring.TakeProducer();
        using RingConsumer consumer = ring.TakeConsumer();
        for (int length = 0; length <= 3 * ring.MaxRecordLength; length++)
        {
            Assert.True(producer.TryPublish(1, new byte[length % 41]));
            Assert.True(TakeOne(consumer));
            Assert.True(producer.TryPublish(2, new byte[ring.MaxRecordLength]), $"after {length} records");
            Assert.True(TakeOne(consumer));
        }

        static bool TakeOne(RingConsumer consumer)
        {
            bool isThere = consumer.Poll(1).MoveNext();
            consumer.Release();
            return isThere;
        }
    }

    private sealed unsafe class Model(RingBuffer ring, int longest)
    {
        private readonly Queue<byte[]> _published = new();
        private readonly List<byte[]> _claimed = [];
        private readonly Queue<byte[]> _unreleased = new();
        private RingProducer _producer = ring.TakeProducer();
        private RingConsumer _consumer = ring.TakeConsumer();
        private long _end;
        private ulong _publishedCount;
        private ulong _readCount;
        private ulong _releasedCount;

        internal void Run(Step step, int size)
        {
            switch (step)
            {
                case Step.Claim:
                    Claim(size % (longest + 1));
                    break;
                case Step.Publish:
                    _producer.Publish();
                    Moved();
                    break;
                case Step.Abort:
                    _producer.Abort();
                    _claimed.Clear();
                    _end = ring.Control->Cursor.Load().Position;
                    break;
                case Step.Poll:
                    Poll(size % 20);
                    break;
                case Step.Release:
                    _consumer.Release();
                    _unreleased.Clear();
                    _releasedCount = _readCount;
                    break;
                case Step.RestartConsumer:
                    RestartConsumer();
                    break;
                default:
                    RestartProducer(isCrash: step == Step.CrashProducer);
                    break;
            }

            Assert.Equal(_publishedCount, ring.LastPublishedSequence);
            Assert.Equal(_releasedCount, ring.LastReleasedSequence);
            Assert.Equal(_claimed.Count, _producer.ClaimedRecords);
        }

        internal void Finish()
        {
            _producer.Publish();
            Moved();
            Poll(int.MaxValue);
            Assert.Empty(_published);
            Run(Step.Release, 0);
            Assert.Equal(0, ring.BacklogBytes);
        }

        private void Claim(int length)
        {
            long end = EndOf(length);
            bool fits = end + RingRecordHeader.Alignment - ring.Control->Gate.Load().Position <= ring.Capacity;
            Assert.Equal(fits, _producer.TryClaim(length, (uint)length, out Span<byte> payload));
            if (fits)
            {
                byte[] record = new byte[length];
                new Random(length + _claimed.Count).NextBytes(record);
                record.CopyTo(payload);
                _claimed.Add(record);
                _end = end;
            }
        }

        /// <summary>Where a record that is claimed next ends: in one piece, in steps of 8, a length's room behind.</summary>
        private long EndOf(int length)
        {
            long extent = (length + RingRecordHeader.Size + 7L) / 8 * 8;
            long room = ring.Capacity - (_end % ring.Capacity);
            return _end + (room < extent ? room : 0) + extent;
        }

        private void Moved()
        {
            _publishedCount += (ulong)_claimed.Count;
            _claimed.ForEach(_published.Enqueue);
            _claimed.Clear();
        }

        private void Poll(int limit)
        {
            int count = 0;
            RingReader reader = _consumer.Poll(limit);
            while (reader.MoveNext())
            {
                byte[] expected = _published.Dequeue();
                Assert.Equal(++_readCount, reader.Sequence);
                Assert.Equal((uint)expected.Length, reader.Type);
                Assert.True(reader.Payload.SequenceEqual(expected));
                _unreleased.Enqueue(expected);
                count++;
            }

            Assert.True(count == limit || _published.Count == 0, "a published record was not seen");
        }

        private void RestartConsumer()
        {
            _consumer.Dispose();
            _consumer = ring.TakeConsumer();
            byte[][] again = [.. _unreleased, .. _published];
            _unreleased.Clear();
            _published.Clear();
            Array.ForEach(again, _published.Enqueue);
            _readCount = _releasedCount;
        }

        // A crash leaves claimed bytes in the ring and, here, a cursor that lags behind the last publication.
        private void RestartProducer(bool isCrash)
        {
            if (isCrash)
            {
                SequencedPosition before = ring.Control->Cursor;
                _producer.Publish();
                Moved();
                ring.Control->Cursor = before;
                for (int record = 0; record < 3 && _producer.TryClaim(record, 9, out Span<byte> payload); record++)
                {
                    payload.Fill(0xEE);
                }
            }

            _producer.Dispose();
            _claimed.Clear();
            _producer = ring.TakeProducer();
            _end = ring.Control->Cursor.Load().Position;
            Assert.Equal(_publishedCount, _producer.LastPublishedSequence);
        }
    }
}
