namespace Strategies.Edge.Views;

/// <summary>A ring between two processes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Published">Sequence of the last record published.</param>
/// <param name="Released">Sequence of the last record that the consumer has dealt with.</param>
/// <param name="BacklogBytes">Bytes between the two.</param>
/// <param name="CapacityBytes">Bytes that it holds.</param>
public sealed record RingView(string Name, ulong Published, ulong Released, long BacklogBytes, int CapacityBytes);
