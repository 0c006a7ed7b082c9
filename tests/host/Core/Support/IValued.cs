namespace Strategies.Core.Tests.Support;

/// <summary>Something with a number.</summary>
internal interface IValued
{
    /// <summary>The number.</summary>
    long Value { get; }
}
