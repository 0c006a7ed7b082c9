namespace Strategies.Engine.Tests.Books;

/// <summary>A level of the naive book.</summary>
internal sealed class NaiveLevel
{
    internal long Anonymous { get; set; }

    internal List<(ulong Reference, long Quantity)> Orders { get; } = [];

    internal long Total => Anonymous + Orders.Sum(order => order.Quantity);
}
