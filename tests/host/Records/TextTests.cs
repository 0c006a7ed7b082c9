using System.Text;
using CsCheck;

namespace Strategies.Records.Tests;

public sealed class TextTests
{
    /// <summary>Characters of one to four bytes.</summary>
    private static readonly Gen<string> Words =
        Gen.OneOf("a", "Z", "é", "ß", "€", "日", "😀", "𝛼").Array[0, 120].Select(parts => string.Concat(parts));

    [Fact]
    public void Text_that_fits_comes_back() =>
        Words.Where(text => Encoding.UTF8.GetByteCount(text) <= RecordSizes.Name).Sample(text =>
    {
        Assert.Equal(text, Text32.From(text).ToString());
        Assert.Equal(text, Text32.From(Encoding.UTF8.GetBytes(text)).ToString());
        Assert.Equal(text, Text200.From(text).ToString());
        Assert.Equal(text, Text200.From(Encoding.UTF8.GetBytes(text)).ToString());
    });

    [Fact]
    public void What_does_not_fit_is_cut_between_characters() => Words.Sample(text =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(Cut(text, RecordSizes.Name), Text32.From(text).ToString());
        Assert.Equal(Cut(text, RecordSizes.Name), Text32.From(bytes).ToString());
        Assert.Equal(Cut(text, RecordSizes.Text), Text200.From(text).ToString());
        Assert.Equal(Cut(text, RecordSizes.Text), Text200.From(bytes).ToString());
    });

    [Fact]
    public void Bytes_that_are_no_utf8_are_kept_up_to_the_size()
    {
        byte[] bytes = Enumerable.Repeat((byte)0x80, 300).ToArray();
        Text200 text = Text200.From(bytes);
        Assert.True(((ReadOnlySpan<byte>)text).Length == RecordSizes.Text);
    }

    private static string Cut(string text, int bytesMax)
    {
        StringBuilder result = new();
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytesMax)
            {
                break;
            }

            result.Append(rune);
        }

        return result.ToString();
    }
}
