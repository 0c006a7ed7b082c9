using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Driver.Tests.Support;

/// <summary>Takes a number of requests and writes down what the driver had done at that moment.</summary>
internal sealed class SpyPort(int room = int.MaxValue) : OrderPort
{
    /// <summary>Who drives; set before the first input.</summary>
    internal EngineDriver? Driver { get; set; }

    internal List<Offered> Offers { get; } = [];

    public override bool Offer(ReadOnlySpan<byte> output)
    {
        if (Offers.Count >= room)
        {
            return false;
        }

        Offers.Add(new Offered(output.ToArray(), Driver!.LastSequence, Driver.Metrics.Outputs));
        return true;
    }

    public override int Poll(Span<byte> record) => 0;

    /// <param name="Output">The request.</param>
    /// <param name="LastSequence">Number of the last input in the journal.</param>
    /// <param name="OutputsJournalled">Outputs in the journal.</param>
    internal sealed record Offered(byte[] Output, ulong LastSequence, long OutputsJournalled)
    {
        internal ref readonly RecordHeader Header => ref RecordWriter.Header(Output);
    }
}
