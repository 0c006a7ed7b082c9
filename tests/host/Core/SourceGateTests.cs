using Strategies.Core.Tests.Support;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Core.Tests;

/// <summary>The gate between a ring and the journal: it asks the engine what is there already.</summary>
public sealed class SourceGateTests : IDisposable
{
    private readonly CoreCell _cell = new();

    public void Dispose() => _cell.Dispose();

    [Fact]
    public void What_was_journalled_and_not_released_is_seen_again_by_the_next_core_and_dropped()
    {
        for (int packet = 0; packet < 5; packet++)
        {
            _cell.SendPacket(packet);
        }

        // As a core that is killed behind its journal and in front of the release.
        foreach (ulong number in Polled(limit: 4))
        {
            Assert.True(Gate().Lets(_cell.MarketRecord((int)number - 1, number), number));
            _cell.Take(_cell.MarketRecord((int)number - 1, number));
        }

        _cell.Restart();
        Assert.Equal(0ul, _cell.Rings.Market[0].LastReleasedSequence);
        ulong before = _cell.LastSequence;
        _cell.Settle();
        Assert.Equal([5ul], Numbers(before));
        Assert.Equal(4, _cell.Board.Repeats);
        Assert.Equal(5ul, _cell.Rings.Market[0].LastReleasedSequence);
    }

    [Fact]
    public void A_recovered_source_offers_again_and_each_number_is_taken_once()
    {
        for (int packet = 0; packet < 10; packet++)
        {
            _cell.SendPacket(packet);
        }

        _cell.Settle();
        _cell.Market.OfferAgainFrom(4);
        for (int packet = 3; packet < 12; packet++)
        {
            _cell.SendPacket(packet);
        }

        _cell.Settle();
        Assert.Equal(Enumerable.Range(1, 12).Select(number => (ulong)number), Numbers(0));
        Assert.Equal((7, 0), (_cell.Board.Repeats, _cell.Loop.Malformed));
    }

    [Fact]
    public void The_gate_and_the_engine_drop_by_one_table()
    {
        SourceGate gate = Gate();
        byte[] first = _cell.MarketRecord(0, sequence: 1);
        Assert.True(gate.Lets(first, 1));
        // Looking moves nothing: it is no repeat before the engine has applied it.
        Assert.True(gate.Lets(first, 1));
        _cell.Take(first);
        Assert.False(gate.Lets(first, 1));
        Assert.False(Gate().Lets(first, 1));
        Assert.True(_cell.Engine.IsRepeat(in RecordWriter.Header(first)));
        Assert.True(gate.Lets(_cell.MarketRecord(1, sequence: 2), 2));
        Assert.Equal(1ul, Assert.Single(_cell.Engine.SourcePositions, one => one.Kind == SourceKind.Feed).LastSequence);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(ushort.MaxValue, false)]
    public void A_source_that_the_engine_cannot_remember_is_not_let_through(int source, bool isLet)
    {
        SourceGate gate = Gate((ushort)source);
        Assert.Equal(isLet, gate.Lets(Numbered((ushort)source, sequence: 1), 1));
        Assert.Equal(isLet ? 0 : 1, gate.Malformed);
    }

    [Fact]
    public void Each_source_has_numbers_of_its_own_and_a_ring_takes_its_own_source_only()
    {
        _cell.Take(Numbered(source: 2, sequence: 9));
        Assert.False(Gate(2).Lets(Numbered(source: 2, sequence: 9), 9));
        Assert.True(Gate(3).Lets(Numbered(source: 3, sequence: 9), 9));
        SourceGate gate = Gate(3);
        Assert.False(gate.Lets(Numbered(source: 2, sequence: 10), 10));
        Assert.Equal(1, gate.Malformed);
    }

    [Fact]
    public void Judging_allocates_nothing()
    {
        SourceGate gate = Gate();
        byte[] taken = _cell.MarketRecord(0, sequence: 1);
        byte[] fresh = _cell.MarketRecord(1, sequence: 2);
        _cell.Take(taken);
        int let = Judge(gate, taken, fresh, rounds: 10);
        long before = AllocatedBytes.Begin();
        let += Judge(gate, taken, fresh, rounds: 1_000);
        Assert.Equal(0, AllocatedBytes.Since(before));
        Assert.Equal(1_010, let);
    }

    private static int Judge(SourceGate gate, byte[] taken, byte[] fresh, int rounds)
    {
        int let = 0;
        for (int round = 0; round < rounds; round++)
        {
            let += gate.Lets(taken, 1) ? 1 : 0;
            let += gate.Lets(fresh, 2) ? 1 : 0;
        }

        return let;
    }

    private static byte[] Numbered(ushort source, ulong sequence)
    {
        byte[] record = new byte[RecordHeader.Size];
        RecordHeader header = new()
        {
            Type = RecordType.MarketData,
            SourceKind = SourceKind.Feed,
            SourceId = source,
            SourceSequence = sequence,
        };
        RecordWriter.Write(record, header, []);
        return record;
    }

    private SourceGate Gate(ushort id = SourceIds.FirstFeed) => new(SourceKind.Feed, id, _cell.Engine, _cell.Board);

    private List<ulong> Polled(int limit)
    {
        List<ulong> numbers = [];
        RingReader reader = _cell.Rings.Market[0].Poll(limit);
        while (reader.MoveNext())
        {
            numbers.Add(reader.Sequence);
        }

        return numbers;
    }

    private IEnumerable<ulong> Numbers(ulong behind) => _cell.Inputs(behind)
        .Where(record => record.Type == RecordType.MarketData).Select(record => record.Header.SourceSequence);
}
