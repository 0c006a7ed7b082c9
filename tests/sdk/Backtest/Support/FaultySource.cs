namespace Strategies.Backtest.Tests.Support;

/// <summary>Strategies that fail, compiled by the test.</summary>
internal static class FaultySource
{
    /// <summary>Throws at the hundredth book: recorded data show it before it may trade.</summary>
    internal static string ThrowingEarly(string folder) =>
        PluginTestCompiler.Compile(folder, "Demo", PluginTestCompiler.Quoter(
        """
        private int _books;
        public override void OnStart() => Context.Subscribe(new InstrumentId(1));
        public override void OnBook(in BookEvent bookEvent)
        {
            if (++_books == 100)
            {
                throw new InvalidOperationException("thrown at the hundredth book");
            }
        }
        """));

    /// <summary>Takes the state of any other over and throws at a late book: no warm-up shows it.</summary>
    internal static string ThrowingLate(string folder, int at) =>
        Late(folder, at, "throw new InvalidOperationException(\"thrown late\");");

    /// <summary>Takes the state of any other over and is slow from a late book on: no warm-up shows it.</summary>
    internal static string SlowLate(string folder, int from, long turns) =>
        Late(folder, from, $"for (long turn = 0; turn < {turns}; turn++) {{ _number ^= _number << 13; _number ^= _number >> 7; }}");

    private static string Late(string folder, int from, string statement) =>
        PluginTestCompiler.Compile(folder, "Demo", $$"""
        using System;
        using Strategies.Sdk;
        namespace Demo;
        public sealed class Late : Strategy
        {
            private long _books;
            private ulong _number = 1;
            public override void OnStart() => Context.Subscribe(new InstrumentId(1));
            public override void OnBook(in BookEvent bookEvent)
            {
                if (++_books >= {{from}})
                {
                    {{statement}}
                }
            }

            public override void Save(ref StateWriter writer) => writer.Write(_books);

            public override void Restore(ref StateReader reader)
            {
                _books = reader.ReadInt64();
                while (reader.Remaining > 0)
                {
                    reader.ReadBoolean();
                }
            }
        }
        """);
}
