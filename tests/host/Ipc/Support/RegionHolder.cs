namespace Strategies.Ipc.Tests.Support;

/// <summary>A process that owns a ring, or has one of its ends, until it is killed.</summary>
internal static class RegionHolder
{
    internal const string Command = "region-holder";
    internal const string Owner = "owner";
    internal const string Producer = "producer";
    internal const string Consumer = "consumer";

    internal static int Run(string folder, string role)
    {
        RegionLocation location = TestFolder.At(folder, "ring");
        RingBuffer ring = role == Owner ? RingBuffer.Create(location, 4096) : RingBuffer.Open(location);
        IDisposable? end = role switch
        {
            Producer => ring.TakeProducer(),
            Consumer => ring.TakeConsumer(),
            _ => null,
        };
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        Console.In.ReadToEnd(); // Until the test ends or kills this process.
        GC.KeepAlive(end);
        return 0;
    }
}
