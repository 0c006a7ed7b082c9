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
}
