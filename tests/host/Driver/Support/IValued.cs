namespace Strategies.Driver.Tests.Support;

/// <summary>Something with a number.</summary>
internal interface IValued
{
    /// <summary>The number.</summary>
    long Value { get; }
}
