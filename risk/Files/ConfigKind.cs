namespace Strategies.Risk.Files;

/// <summary>What a value of a configuration is.</summary>
public enum ConfigKind
{
    /// <summary>Keys with values.</summary>
    Object,

    /// <summary>Values one after the other.</summary>
    List,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number as it was written.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary><c>null</c>.</summary>
    Null,
}
