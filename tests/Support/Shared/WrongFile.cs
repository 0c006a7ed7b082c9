namespace Strategies.Tests.Support;

/// <summary>A configuration in which one key is wrong in one way.</summary>
/// <param name="Way">The path of the key and what is wrong with it.</param>
/// <param name="Text">The file.</param>
/// <param name="Line">The line that the refusal must name.</param>
/// <param name="Key">The key that it must name.</param>
internal sealed record WrongFile(string Way, string Text, int Line, string Key);
