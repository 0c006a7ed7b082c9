namespace Strategies.Bench.Results;

/// <summary>How much a benchmark did in the measured part.</summary>
public sealed record BenchCounts
{
    /// <summary>Market-data events.</summary>
    public required long Events { get; init; }

    /// <summary>Inputs: events, reports and clock records.</summary>
    public required long Inputs { get; init; }

    /// <summary>Reports of the venue.</summary>
    public required long Reports { get; init; }

    /// <summary>Clock records.</summary>
    public required long Clocks { get; init; }

    /// <summary>Outputs.</summary>
    public required long Outputs { get; init; }

    /// <summary>New orders offered to the port.</summary>
    public required long NewOrders { get; init; }

    /// <summary>Replaces offered to the port.</summary>
    public required long Replaces { get; init; }

    /// <summary>Cancels offered to the port; they are not counted as orders.</summary>
    public required long Cancels { get; init; }

    /// <summary>Orders and requests that the gate refused.</summary>
    public required long Rejects { get; init; }

    /// <summary>Fills.</summary>
    public required long Fills { get; init; }

    /// <summary>Callbacks into strategies.</summary>
    public required long Callbacks { get; init; }

    /// <summary>Bytes that inputs and outputs take up in the journal.</summary>
    public required long JournalBytes { get; init; }

    /// <summary>Segments that the hot thread had to make or close itself.</summary>
    public required long InlineSegments { get; init; }

    /// <summary>New orders and replaces.</summary>
    public long Orders => NewOrders + Replaces;

    /// <summary>True when there was at least one order or replace for 50 events: the load that a benchmark promises.</summary>
    public bool HasPromisedLoad => Orders * 50 >= Events;

    /// <summary>Orders and replaces for each event.</summary>
    public double OrdersPerEvent => Events == 0 ? 0 : (double)Orders / Events;
}
