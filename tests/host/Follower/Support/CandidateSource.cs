namespace Strategies.Follower.Tests.Support;

/// <summary>Versions that take any state over, with something that they do in their callbacks.</summary>
internal static class CandidateSource
{
    /// <summary>Does something at some book.</summary>
    /// <param name="statement">A statement of C#; it may use <c>_books</c>, the books so far.</param>
    internal static string OnBook(string statement) => Of(statement, "_ = reader.Remaining;");

    /// <summary>Does something in its constructor.</summary>
    /// <param name="statement">A statement of C#.</param>
    internal static string OnConstruction(string statement) => Of("", "_ = reader.Remaining;", statement);

    /// <summary>Does something in Restore, of a state that another version has saved.</summary>
    /// <param name="statement">A statement of C#.</param>
    internal static string OnForeignState(string statement) => Of("", statement);

    private static string Of(string onBook, string onForeignState, string onConstruction = "") => $$"""
        using System;
        using System.IO;
        using System.Runtime.CompilerServices;
        using Strategies.Sdk;
        namespace Demo;
        public sealed class Candidate : Strategy
        {
            private const long Mark = 0x43414E4449444154;
            private long _books;
            private long _sent;
            private object _kept = "";

            public Candidate()
            {
                {{onConstruction}}
            }

            public override void OnStart() => Context.Subscribe(new InstrumentId(1));

            public override void OnBook(in BookEvent bookEvent)
            {
                _books++;
                Book book = Context.Book(bookEvent.Instrument);
                if (_books % 100 == 0 && book.IsTwoSided)
                {
                    Price price = (book.BestBid.Price - Price.FromDecimal(1)).RoundDown(Price.FromDecimal(0.01m));
                    if (price > Price.Zero)
                    {
                        _sent += Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, price, 1)).IsSent ? 1 : 0;
                    }
                }

                {{onBook}}
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private long Deep(long depth) => depth == long.MinValue ? 0 : Deep(depth + 1) + depth;

            private static object Hoard(int blocks)
            {
                object[] all = new object[blocks];
                for (int at = 0; at < blocks; at++)
                {
                    all[at] = new byte[1 << 26];
                }

                return all;
            }

            public override void Save(ref StateWriter writer)
            {
                writer.Write(Mark);
                writer.Write(_books);
                writer.Write(_sent);
            }

            public override void Restore(ref StateReader reader)
            {
                if (reader.Remaining == 24 && reader.ReadInt64() == Mark)
                {
                    _books = reader.ReadInt64();
                    _sent = reader.ReadInt64();
                    return;
                }

                while (reader.Remaining > 0)
                {
                    reader.ReadBoolean();
                }

                {{onForeignState}}
            }
        }
        """;
}
