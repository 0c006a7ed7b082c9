namespace Strategies.Cli.Tests.Support;

/// <summary>A strategy's source that counts the books it is told, and does what a test puts into it.</summary>
internal static class OwnStrategy
{
    /// <summary>The source; the statement of <c>OnBook</c> stands in line 11.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="onStart">What it does when it starts.</param>
    /// <param name="onBook">What it does with a book, behind the count <c>_books</c>.</param>
    internal static string Source(string space, string onStart, string onBook) => $$"""
        using System;
        using Strategies.Sdk;
        namespace {{space}};
        public sealed class Own : Strategy
        {
            private int _books;
            public override void OnStart() { {{onStart}} }
            public override void OnBook(in BookEvent bookEvent)
            {
                _books++;
                {{onBook}}
            }
            public override void Save(ref StateWriter writer) => writer.Write(_books);
            public override void Restore(ref StateReader reader) => _books = reader.ReadInt32();
        }
        """;
}
