namespace Strategies.Sdk;

/// <summary>How much a line of a strategy's log matters.</summary>
public enum LogLevel : byte
{
    /// <summary>For the developer.</summary>
    Debug = 1,

    /// <summary>For the record.</summary>
    Information = 2,

    /// <summary>Somebody should look.</summary>
    Warning = 3,

    /// <summary>Somebody must act.</summary>
    Error = 4,
}
