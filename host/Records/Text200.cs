using System.Runtime.CompilerServices;
using System.Text;

namespace Strategies.Records;

/// <summary>Up to 200 bytes of UTF-8, zero-padded, inline in a payload.</summary>
[InlineArray(RecordSizes.Text)]
public struct Text200
{
    private byte _first;

    /// <summary>Makes one from text; what does not fit is cut between characters.</summary>
    /// <param name="text">The text.</param>
    public static Text200 From(ReadOnlySpan<char> text)
    {
        Text200 result = default;
        Encoding.UTF8.GetEncoder().Convert(text, result, true, out _, out _, out _);
        return result;
    }

    /// <summary>Makes one from UTF-8; what does not fit is cut between characters.</summary>
    /// <param name="text">The bytes.</param>
    public static Text200 From(ReadOnlySpan<byte> text)
    {
        Text200 result = default;
        text[..FixedText.LengthThatFits(text, RecordSizes.Text)].CopyTo(result);
        return result;
    }

    /// <summary>The text. Allocates: not for the hot path.</summary>
    public override readonly string ToString() => FixedText.Decode(this);
}
