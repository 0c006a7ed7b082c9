using Strategies.Cell.Words;

namespace Strategies.Cell.Tests.Words;

/// <summary>What programs write reaches a terminal as text and does nothing there.</summary>
public sealed class ShownWriterTests
{
    [Fact]
    public void Whatever_is_written_in_whatever_way_does_nothing_to_a_terminal()
    {
        using StringWriter raw = new() { NewLine = "\n" };
        using (TextWriter writer = ShownWriter.Before(raw))
        {
            writer.Write('\u001b');
            writer.Write("[31m\u202e");
            writer.Write(['a', '\b', 'c'], 0, 3);
            writer.Write("{0}\r", "x\u0007");
            writer.WriteLine("two\nlines");
            writer.WriteLine("\u009b1A");
            writer.WriteLine();
            writer.Write(12);
        }

        Assert.Equal("\\u001b[31m\\u202ea\\u0008cx\\u0007\\u000dtwo\nlines\n\\u009b1A\n\n12", raw.ToString());
    }
}
