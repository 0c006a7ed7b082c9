using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests;

public sealed class SegmentRowTests : IDisposable
{
    private const long SegmentBytes = 1 << 16;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strategies-row-");
    private readonly JournalLayout _layout;

    public SegmentRowTests()
    {
        _layout = new JournalLayout(_folder.FullName);
        _layout.CreateFolders();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SegmentAllocator Allocator() => new(_layout, SegmentKind.Input, [1, 2, 3]);

    private SegmentSpares Spares(long next = 1) => new(Allocator(), Allocator(), SegmentBytes, next);

    private string[] Files() =>
        [.. Directory.GetFiles(_layout.SegmentFolder(SegmentKind.Input)).Select(file => Path.GetFileName(file)!).Order()];

    [Fact]
    public void Housekeeping_fills_the_row_and_no_more()
    {
        SegmentSpares spares = Spares();
        int rounds = 0;
        while (spares.Housekeep())
        {
            rounds++;
        }

        Assert.Equal(SegmentSpares.RowLength, rounds);
        Assert.Equal(["000000000001.seg", "000000000002.seg", "000000000003.seg"], Files());
        spares.Close(isHandedOver: false);
        spares.Unmap();
        Assert.Empty(Files());
    }

    [Fact]
    public void Segments_are_taken_in_order_whether_they_were_ready_or_not()
    {
        SegmentSpares spares = Spares();
        long taken = 0;
        foreach (int housekept in (int[])[2, 0, 0, 3, 1, 0])
        {
            for (int round = 0; round < housekept; round++)
            {
                spares.Housekeep();
            }

            Assert.Equal(0, spares.Take(out MappedSegment segment));
            Assert.Equal(++taken, segment.Number);
            Assert.Equal(SegmentBytes, segment.Bytes);
            spares.Retire(segment);
        }

        // The third: two had been made ready by then.
        Assert.Equal(1, spares.InlineMaps);
        spares.Close(isHandedOver: false);
        spares.Unmap();
    }

    [Fact]
    public void A_writer_takes_over_what_the_one_before_has_left_and_drops_what_has_another_size()
    {
        SegmentSpares before = Spares();
        while (before.Housekeep())
        {
        }

        before.Close(isHandedOver: true);
        before.Unmap();
        Assert.Equal(3, Files().Length);
        SegmentSpares same = Spares();
        Assert.True(same.Housekeep());
        Assert.Equal(0, same.Take(out MappedSegment segment));
        Assert.Equal(1, segment.Number);
        same.Retire(segment);
        same.Close(isHandedOver: true);
        same.Unmap();
        SegmentSpares other = new(Allocator(), Allocator(), 2 * SegmentBytes, 2);
        Assert.Equal(["000000000001.seg"], Files());
        Assert.Equal(0, other.Take(out MappedSegment larger));
        Assert.Equal(2 * SegmentBytes, larger.Bytes);
        other.Retire(larger);
        other.Close(isHandedOver: false);
        other.Unmap();
    }

    [Fact]
    public void What_a_killed_writer_was_just_making_is_made_anew()
    {
        File.WriteAllBytes(Path.Combine(_layout.SegmentFolder(SegmentKind.Input), "next.new"), new byte[100]);
        SegmentSpares spares = Spares();
        Assert.True(spares.Housekeep());
        Assert.Equal(["000000000001.seg"], Files());
        spares.Close(isHandedOver: false);
        spares.Unmap();
    }

    /// <summary>
    /// The two threads meet at every step of each other: whatever housekeeping is in the midst of, the hot thread gets each
    /// number once, in order, and every segment is one that only it writes.
    /// </summary>
    [Fact]
    public unsafe void A_hot_thread_that_is_faster_than_housekeeping_gets_every_number_once()
    {
        SegmentSpares spares = Spares();
        using CancellationTokenSource end = new();
        Thread housekeeping = new(() =>
        {
            while (!end.IsCancellationRequested)
            {
                spares.Housekeep();
            }
        });
        housekeeping.Start();
        const int Count = 2_000;
        for (long number = 1; number <= Count; number++)
        {
            Assert.Equal(0, spares.Take(out MappedSegment segment));
            Assert.Equal(number, segment.Number);
            Assert.Equal(0, *(long*)segment.Base);
            *(long*)segment.Base = number;
            spares.Retire(segment);
            if (number % 7 == 0)
            {
                Thread.Yield();
            }
        }

        end.Cancel();
        housekeeping.Join();
        Assert.Equal(0, spares.Close(isHandedOver: false));
        spares.Unmap();
        Assert.Equal(Count, Files().Length);
        for (long number = 1; number <= Count; number++)
        {
            using BinaryReader file = new(File.OpenRead(_layout.SegmentFile(SegmentKind.Input, number)));
            Assert.Equal(number, file.ReadInt64());
        }
    }
}
