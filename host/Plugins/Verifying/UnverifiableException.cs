namespace Strategies.Plugins.Verifying;

/// <summary>Why a method's code does not verify, in words.</summary>
internal sealed class UnverifiableException(string message) : BadImageFormatException(message);
