using System.Buffers.Binary;

namespace Strategies.Ipc.Tests.Support;

/// <summary>
/// A process that consumes until it is killed. As the core does: it appends every new record to a journal and only
/// then, sometimes batches later, releases. What it met goes to another file: the start of each run and every repeat.
/// </summary>
internal static class CrashConsumer
{
    internal const string Command = "crash-consumer";
    internal const string JournalFile = "journal";
    internal const int EntryBytes = sizeof(ulong);

    /// <summary>Sequence of the first record that each run polled.</summary>
    internal const string FirstsFile = "firsts";

    private const int Torn = 3;

    internal static int Run(string folder)
    {
        using RingBuffer ring = RingBuffer.Open(TestFolder.At(folder, "ring"));
        using RingConsumer consumer = ring.TakeConsumer();
        using FileStream journal = Open(Path.Combine(folder, JournalFile));
        using FileStream firsts = Open(Path.Combine(folder, FirstsFile));
        ulong last = LastOf(journal);
        Random random = new(Environment.ProcessId);
        byte[] entries = new byte[64 * EntryBytes];
        Console.Out.WriteLine("ready");
        Console.Out.Flush();
        bool isFirst = true;
        while (true)
        {
            int count = 0;
            RingReader reader = consumer.Poll(random.Next(1, 64));
            while (reader.MoveNext())
            {
                if (!RecordContent.IsWhole(reader))
                {
                    return Torn;
                }

                if (isFirst)
                {
                    isFirst = false;
                    BinaryPrimitives.WriteUInt64LittleEndian(entries, reader.Sequence);
                    firsts.Write(entries, 0, EntryBytes);
                }

                if (reader.Sequence > last)
                {
                    last = reader.Sequence;
                    BinaryPrimitives.WriteUInt64LittleEndian(entries.AsSpan(count++ * EntryBytes), reader.Sequence);
                }
            }

            journal.Write(entries, 0, count * EntryBytes);
            if (random.Next(3) == 0)
            {
                consumer.Release();
            }
        }
    }

    /// <summary>All whole entries of a file.</summary>
    internal static List<ulong> Read(string file)
    {
        byte[] bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        List<ulong> entries = [];
        for (int at = 0; at + EntryBytes <= bytes.Length; at += EntryBytes)
        {
            entries.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
        }

        return entries;
    }

    // Unbuffered: what was written is the kernel's and survives this process. A torn last entry is cut.
    private static FileStream Open(string file)
    {
        FileStream stream = new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        stream.SetLength(stream.Length / EntryBytes * EntryBytes);
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }

    private static ulong LastOf(FileStream journal)
    {
        if (journal.Length == 0)
        {
            return 0;
        }

        Span<byte> last = stackalloc byte[EntryBytes];
        journal.Seek(-EntryBytes, SeekOrigin.End);
        journal.ReadExactly(last);
        return BinaryPrimitives.ReadUInt64LittleEndian(last);
    }
}
