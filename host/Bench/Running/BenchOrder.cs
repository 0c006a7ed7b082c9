namespace Strategies.Bench.Running;

/// <summary>An order as the benchmark's venue knows it.</summary>
internal struct BenchOrder
{
    /// <summary>The engine's order; zero for a free row.</summary>
    internal ulong OrderId;

    /// <summary>Limit price, raw.</summary>
    internal long Price;

    /// <summary>Quantity.</summary>
    internal long OrderQty;

    /// <summary>Filled so far.</summary>
    internal long CumQty;

    /// <summary>True until it is filled or canceled.</summary>
    internal bool IsWorking;
}
