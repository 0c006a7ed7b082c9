namespace Strategies.Ipc.Tests.Support;

/// <summary>
/// A process that produces until it is killed, in batches of any size, some of them given up, and tells in a counter
/// which sequence it has published for certain.
/// </summary>
internal static class CrashProducer
{
    internal const string Command = "crash-producer";
    internal const string Published = "published";

    internal static int Run(string folder)
    {
        using RingBuffer ring = RingBuffer.Open(TestFolder.At(folder, "ring"));
        using Counters counters =
            Counters.Create(TestFolder.At(folder, "counters"), [Published], stale: StalePolicy.Adopt);
        using RingProducer producer = ring.TakeProducer();
        Random random = new(Environment.ProcessId);
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        while (true)
        {
            int batch = random.Next(1, 9);
            for (int record = 0; record < batch && RecordContent.TryClaim(producer); record++)
            {
            }

            if (random.Next(16) == 0)
            {
                producer.Abort();
            }

            producer.Publish();
            counters.Set(0, (long)producer.LastPublishedSequence);
        }
    }
}
