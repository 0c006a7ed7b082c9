namespace Strategies.Risk.Files;

/// <summary>How long the text of a key may be, in UTF-8 bytes.</summary>
/// <param name="bytesMin">The least: 1 for one that must say something.</param>
/// <param name="bytesMax">The most.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfigTextAttribute(int bytesMin, int bytesMax) : Attribute
{
    /// <summary>Longest path of a file that a system takes.</summary>
    public const int PathBytesMax = 4_096;

    /// <summary>The least.</summary>
    public int BytesMin { get; } = bytesMin;

    /// <summary>The most.</summary>
    public int BytesMax { get; } = bytesMax;
}
