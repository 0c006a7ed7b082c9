namespace Strategies.Plugins.Loading;

/// <summary>An array of an instance whose elements hold no references.</summary>
/// <param name="Array">The array.</param>
/// <param name="Bytes">Its size.</param>
public readonly record struct TouchedArray(Array Array, long Bytes);
