using System.Text;

namespace Strategies.Records;

/// <summary>Zero-padded UTF-8 text.</summary>
internal static class FixedText
{
    /// <summary>A character has at most this many bytes behind its first.</summary>
    private const int ContinuationBytesMax = 3;

    /// <summary>
    /// How many bytes to keep so that no character is cut in two; bytes that are no UTF-8 are cut anywhere.
    /// </summary>
    internal static int LengthThatFits(ReadOnlySpan<byte> text, int bytesMax)
    {
        if (text.Length <= bytesMax)
        {
            return text.Length;
        }

        int length = bytesMax;
        while (length > bytesMax - ContinuationBytesMax && IsContinuation(text[length]))
        {
            length--;
        }

        // Four continuation bytes in a row are no UTF-8.
        return IsContinuation(text[length]) ? bytesMax : length;
    }

    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(length < 0 ? bytes : bytes[..length]);
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
