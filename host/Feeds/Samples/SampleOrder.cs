namespace Strategies.Feeds.Samples;

/// <summary>An order in the sample's book.</summary>
/// <param name="reference">Its number.</param>
/// <param name="price">Its price, x10,000.</param>
/// <param name="size">Its shares.</param>
internal sealed class SampleOrder(long reference, long price, int size)
{
    internal long Reference { get; } = reference;

    internal long Price { get; } = price;

    internal int Size { get; set; } = size;
}
