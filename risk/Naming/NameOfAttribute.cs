namespace Strategies.Risk.Naming;

/// <summary>Says that the text of a key is a name.</summary>
/// <param name="kind">What it names.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NameOfAttribute(NameKind kind) : Attribute
{
    /// <summary>What it names.</summary>
    public NameKind Kind { get; } = kind;

    /// <summary>True where an empty text says that there is none.</summary>
    public bool MayBeEmpty { get; init; }
}
