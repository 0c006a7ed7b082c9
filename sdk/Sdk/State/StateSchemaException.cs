namespace Strategies.Sdk;

/// <summary>
/// State cannot be written or read in the schema that is asked for: the swap is refused, nothing changes.
/// </summary>
/// <param name="message">What does not fit.</param>
public sealed class StateSchemaException(string message) : Exception(message);
