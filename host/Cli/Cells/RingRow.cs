namespace Strategies.Cli.Cells;

/// <summary>A ring over an interval.</summary>
/// <param name="Ring">Its name.</param>
/// <param name="CapacityBytes">Bytes that it holds.</param>
/// <param name="BacklogBytes">Bytes published and not released.</param>
/// <param name="PublishedSequence">Sequence of the last published record.</param>
/// <param name="ReleasedSequence">Sequence of the last released record.</param>
/// <param name="RecordsPerSecond">Records published in a second of the wall clock.</param>
/// <param name="ProducerPid">Process that publishes; 0 for none.</param>
/// <param name="ConsumerPid">Process that consumes; 0 for none.</param>
internal sealed record RingRow(
    string Ring,
    int CapacityBytes,
    long BacklogBytes,
    ulong PublishedSequence,
    ulong ReleasedSequence,
    double RecordsPerSecond,
    int ProducerPid,
    int ConsumerPid);
