using System.Text;

namespace Strategies.Engine.Records;

/// <summary>Reads zero-padded text.</summary>
internal static class FixedText
{
    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(length < 0 ? bytes : bytes[..length]);
    }
}
