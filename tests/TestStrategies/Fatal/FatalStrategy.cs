using System.Runtime.CompilerServices;

namespace Fatal;

/// <summary>
/// Keeps a passive bid working and, in one book callback or in Save from it on, does what no engine survives: loops for ever, overflows
/// its stack, or allocates without end; or what its slot does not survive, or throws in Save. Which and when are parameters.
/// </summary>
public sealed class FatalStrategy : Strategy
{
    private const int BlockBytes = 1 << 16;
    private const int LargeBytes = 32 << 20;
    private const int LargestBytes = 2_000_000_000;

    private long _books;
    private ulong _number = 1;
    private Block? _blocks;

    /// <summary>The book callback that is fatal.</summary>
    [Parameter("after", Unit = "callbacks", Description = "The number of the fatal book callback.", Min = 1)]
    public long After { get; set; } = long.MaxValue;

    /// <summary>What it does.</summary>
    [Parameter("kind", Unit = "number", Description = "1 loops, 2 overflows the stack, 3 allocates, 4 loops in Save, 5 overflows the stack there, 6 allocates in large pieces without end, 7 allocates 32 MiB, 8 writes log without end, 9 throws in Save.", Min = 1, Max = 9)]
    public int Kind { get; set; } = 1;

    /// <inheritdoc/>
    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        _books++;
        Book book = Context.Book(bookEvent.Instrument);
        if (book.IsTwoSided && Context.WorkingOrderCount == 0)
        {
            Price tick = Context.Instrument(bookEvent.Instrument).Ticks.IncrementAt(book.BestBid.Price);
            Price price = (book.BestBid.Price - Price.FromDecimal(0.50m)).RoundDown(tick);
            Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, price, 1));
        }

        if (_books >= After)
        {
            _number = Kind switch
            {
                1 => Loop(),
                2 => Descend(_number),
                3 => Hoard(),
                6 => HoardLarge(),
                7 => Keep(),
                8 => Flood(),
                _ => _number,
            };
        }
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        if (_books >= After)
        {
            _number = Kind switch
            {
                4 => Loop(),
                5 => Descend(_number),
                9 => throw new InvalidOperationException("it cannot be saved any more"),
                _ => _number,
            };
        }

        writer.Write(_books);
        writer.Write((long)_number);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        _books = reader.ReadInt64();
        _number = (ulong)reader.ReadInt64();
    }

    /// <summary>Never zero: a shift register of full period does not reach it.</summary>
    private ulong Loop()
    {
        while (_number != 0)
        {
            _number ^= _number << 13;
            _number ^= _number >> 7;
            _number ^= _number << 17;
        }

        return 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Descend(ulong depth) => depth == 0 ? 0 : Descend(depth + 1) ^ depth;

    /// <summary>In a field: what nobody can see is not allocated at all.</summary>
    private ulong Keep()
    {
        _blocks = new Block(null, LargeBytes);
        return (ulong)_blocks.Bytes.Length;
    }

    private ulong HoardLarge()
    {
        while (_number != 0)
        {
            _blocks = new Block(_blocks, LargestBytes);
            _number += (ulong)_blocks.Bytes.Length | 1;
        }

        return 1;
    }

    private ulong Flood()
    {
        while (_number != 0)
        {
            Context.Log(LogLevel.Information, "once more"u8);
        }

        return 1;
    }

    private ulong Hoard()
    {
        while (_number != 0)
        {
            _blocks = new Block(_blocks, BlockBytes);
            _number += (ulong)_blocks.Bytes.Length | 1;
        }

        return 1;
    }

    private sealed class Block(Block? previous, int bytes)
    {
        internal Block? Previous { get; } = previous;

        internal byte[] Bytes { get; } = new byte[bytes];
    }
}
