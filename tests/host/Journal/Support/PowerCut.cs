using System.Buffers.Binary;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Tests.Support;

/// <summary>
/// Plays a loss of power on a copy of a journal. What was on the disk at the durable moment stays; every 4 KiB page
/// behind that point may be as it was at any later moment, zero, or random; files that are newer may be missing, and
/// all may be cut behind the point.
/// </summary>
internal sealed class PowerCut
{
    private const int PageBytes = 4096;

    private readonly List<Dictionary<string, byte[]>> _moments = [];
    private readonly Dictionary<string, long> _durableBytes = [];
    private readonly Random _random;

    internal PowerCut(Random random) => _random = random;

    /// <summary>Remembers the folder; the first time as the durable moment.</summary>
    internal void Remember(TestJournal journal)
    {
        Dictionary<string, byte[]> files = [];
        foreach (string file in Directory.GetFiles(journal.Folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(journal.Folder, file);
            if (name.EndsWith(".seg", StringComparison.Ordinal) || name == "durable")
            {
                files[name] = name == "durable" ? OfAnotherBoot(File.ReadAllBytes(file)) : File.ReadAllBytes(file);
            }
        }

        _moments.Add(files);
        if (_moments.Count == 1)
        {
            foreach (string name in files.Keys)
            {
                _durableBytes[name] = name == "durable" ? files[name].Length : 0;
            }

            RememberEnd(journal, SegmentKind.Input);
            RememberEnd(journal, SegmentKind.Output);
        }
    }

    /// <summary>Writes what the disk may hold after the loss.</summary>
    internal void Play(string folder)
    {
        foreach (string name in _moments.SelectMany(files => files.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            bool isDurable = _durableBytes.TryGetValue(name, out long durableBytes) && durableBytes > 0;
            if (!isDurable && _random.Next(4) == 0)
            {
                continue;
            }

            string file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, Mix(name, durableBytes));
        }
    }

    /// <summary>The durable marks as the run of the system wrote them that lost its power.</summary>
    private static byte[] OfAnotherBoot(byte[] file)
    {
        AgeMarks(file);
        return file;
    }

    /// <summary>Makes the marks in a durable file those of another run of the system.</summary>
    internal static void AgeMarks(byte[] file)
    {
        for (int slot = 0; slot < file.Length; slot += PageBytes)
        {
            Span<byte> mark = file.AsSpan(slot, 96);
            if (mark.ContainsAnyExcept((byte)0))
            {
                mark[64] ^= 1;
                BinaryPrimitives.WriteUInt32LittleEndian(mark[92..], TestRecords.NaiveCrc32C(mark[..92]));
            }
        }
    }

    private byte[] Mix(string name, long durableBytes)
    {
        List<byte[]> versions = [.. _moments.Select(files => files.GetValueOrDefault(name)).OfType<byte[]>()];
        byte[] mixed = new byte[versions.Max(version => version.Length)];
        int harm = _random.Next(4);
        for (int page = 0; page < mixed.Length; page += PageBytes)
        {
            byte[] version = harm == 0 ? versions[^1] : versions[_random.Next(versions.Count)];
            if (page + PageBytes <= version.Length)
            {
                // A spare that was just being made has no bytes yet.
                version.AsSpan(page, PageBytes).CopyTo(mixed.AsSpan(page));
            }

            Span<byte> free = mixed.AsSpan(page, PageBytes)[(int)Math.Clamp(durableBytes - page, 0, PageBytes)..];
            if (harm >= 2 && _random.Next(5) == 0)
            {
                free.Clear();
            }
            else if (harm == 3 && _random.Next(8) == 0)
            {
                _random.NextBytes(free);
            }
        }

        return _random.Next(6) == 0 ? mixed[..(int)_random.NextInt64(durableBytes, mixed.Length + 1)] : mixed;
    }

    private void RememberEnd(TestJournal journal, SegmentKind kind)
    {
        using JournalReader reader = kind == SegmentKind.Input
            ? JournalReader.OpenInputs(journal.Folder)
            : JournalReader.OpenOutputs(journal.Folder);
        string file = journal.Layout.SegmentFile(kind, 1);
        long end = SegmentHeader.HeaderBytes;
        while (reader.MoveNext())
        {
            if (reader.File != file)
            {
                _durableBytes[Path.GetRelativePath(journal.Folder, file)] = new FileInfo(file).Length;
                file = reader.File;
            }

            end = reader.Offset + ((reader.Record.Length + 7) & ~7);
        }

        _durableBytes[Path.GetRelativePath(journal.Folder, file)] = end;
    }
}
