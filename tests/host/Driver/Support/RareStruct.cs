namespace Strategies.Driver.Tests.Support;

/// <summary>A struct that only <see cref="RareCode"/> uses.</summary>
/// <param name="Value">A number.</param>
internal readonly record struct RareStruct(long Value) : IValued;
