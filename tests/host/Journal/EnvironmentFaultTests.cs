using System.Diagnostics;
using System.Globalization;
using Strategies.Journal.Cutting;
using Strategies.Journal.Snapshots;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests;

/// <summary>
/// What a real machine refuses: each is named with file and reason, the journal is unharmed and can be used afterwards.
/// </summary>
public sealed class EnvironmentFaultTests
{
    private const int FileSizeSignal = 25;

    [Fact]
    public void A_limit_on_the_size_of_files_is_named_to_a_user_without_rights_and_nothing_is_lost()
    {
        using TestJournal journal = new();
        Assert.Equal(0, TestProcess.Write(journal.Folder, 100).ExitCode);
        TestProcess.RequireEnvironment(TestProcess.Run("prlimit", "--version") is not null, "needs prlimit");
        foreach (int limit in (ReadOnlySpan<int>)[OneWriter.SegmentBytes - 4096, 4096])
        {
            // The runtime's own files may not meet the limit; the signal of the limit ends a process that does not ignore it.
            string[] limited = ["env", "DOTNET_EnableWriteXorExecute=0", "prlimit", $"--fsize={limit}"];
            TestProcess.Write(journal.Folder, 1_000, ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh", .. limited])
                .RequireRefused(journal.Folder, "files may not grow", "ulimit -f");
            Assert.Equal(128 + FileSizeSignal, TestProcess.Write(journal.Folder, 1_000, limited).ExitCode);
        }

        int kept = journal.ReadInputs().Count;
        Assert.True(kept >= 100, $"{kept}");
        Assert.Equal(0, TestProcess.Write(journal.Folder, 50).ExitCode);
        OneWriter.AssertWrote(kept + 50, journal);
    }

    [Fact]
    public void A_full_disk_stops_a_process_with_its_reason_and_what_it_appended_is_there()
    {
        using SmallDisk disk = new("256k");
        TestProcess writer = TestProcess.Write(disk.Journal.Folder, 10_000);
        writer.RequireRefused(disk.Journal.Folder, "the disk is full", $"{OneWriter.SegmentBytes} bytes");
        Assert.True(writer.Appended > 50);
        OneWriter.AssertWrote(writer.Appended, disk.Journal);
        TestProcess.Write(disk.Journal.Folder, 10_000).RequireRefused(disk.Journal.Folder, "the disk is full");
        disk.Remount("size=4m");
        int before = disk.Journal.ReadInputs().Count;
        Assert.Equal(0, TestProcess.Write(disk.Journal.Folder, 100).ExitCode);
        OneWriter.AssertWrote(before + 100, disk.Journal);
    }

    [Fact]
    public void A_full_disk_leaves_no_snapshot_and_the_ones_before_as_they_are()
    {
        using SmallDisk disk = new("1m");
        disk.Journal.Write(50);
        SnapshotStore store = new(disk.Journal.Layout);
        SnapshotInfo info = InfoOf(disk.Journal, 20);
        SnapshotEntry good = store.Write(info, new byte[100_000]);
        JournalException failure = Assert.Throws<JournalException>(
            () => store.Write(InfoOf(disk.Journal, 30), SnapshotJournal.State(2_000_000, 1)));
        Assert.Equal(JournalFault.DiskFull, failure.Fault);
        Assert.Contains(disk.Journal.Layout.SnapshotFolder, failure.File);
        string left = Assert.Single(Directory.GetFiles(disk.Journal.Layout.SnapshotFolder));
        Assert.Equal(good.Name, Path.GetFileName(left));
        Assert.True(Assert.Single(store.List()).IsUsable);
        store.Write(InfoOf(disk.Journal, 30), new byte[100_000]);
        Assert.Equal(2, store.List().Count(entry => entry.IsUsable));
    }

    [Fact]
    public void A_full_disk_stops_a_cut_before_anything_is_lost()
    {
        using SmallDisk disk = new("300k");
        List<byte[]> written = disk.Journal.Write(400, segmentBytes: OneWriter.SegmentBytes);
        string filler = Path.Combine(disk.Journal.Folder, "filler");
        FillUp(filler);
        using (JournalCut cut = JournalCut.Prepare(disk.Journal.Folder, 10))
        {
            Assert.Equal(JournalFault.DiskFull, Assert.Throws<JournalException>(cut.Execute).Fault);
        }

        TestJournal.AssertSame(written, disk.Journal.ReadInputs());
        File.Delete(filler);
        using (JournalCut cut = JournalCut.Prepare(disk.Journal.Folder, 10))
        {
            Assert.NotNull(cut.Execute());
        }

        TestJournal.AssertSame(written[..10], disk.Journal.ReadInputs());
    }

    [Fact]
    public void A_read_only_file_system_is_named_and_the_journal_can_still_be_read()
    {
        using SmallDisk disk = new("4m");
        Assert.Equal(0, TestProcess.Write(disk.Journal.Folder, 100).ExitCode);
        disk.Remount("ro");
        TestProcess.Write(disk.Journal.Folder, 1).RequireRefused(disk.Journal.Folder, "mounted read-only");
        Assert.Contains(
            "mounted read-only",
            Assert.Throws<JournalException>(() => JournalCut.Prepare(disk.Journal.Folder, 10)).Message);
        Assert.Contains(
            "mounted read-only",
            Assert.Throws<JournalException>(
                () => new SnapshotStore(disk.Journal.Layout).Write(InfoOf(disk.Journal, 20), [1])).Message);
        OneWriter.AssertWrote(100, disk.Journal);
        disk.Remount("rw");
        Assert.Equal(0, TestProcess.Write(disk.Journal.Folder, 1).ExitCode);
        OneWriter.AssertWrote(101, disk.Journal);
    }

    [Fact]
    public void A_user_without_rights_is_refused_by_name_and_the_journal_stays_as_it_is()
    {
        string[] asNobody = TestProcess.AsNobody();
        using TestJournal journal = new();
        Assert.Equal(0, TestProcess.Run("chmod", "755", journal.Folder)?.ExitCode);
        string begun = Path.Combine(journal.Folder, "new");
        TestProcess.Write(begun, 1, asNobody).RequireRefused(begun, "access is denied", "read and write access");
        Assert.False(Directory.Exists(begun));
        Assert.Equal(0, TestProcess.Write(journal.Folder, 20).ExitCode);
        TestProcess.Write(journal.Folder, 1, asNobody).RequireRefused(journal.Layout.LockFile, "access is denied");
        OneWriter.AssertWrote(20, journal);
        Assert.Equal(0, TestProcess.Run("chmod", "700", journal.Folder)?.ExitCode);
        TestProcess.Write(journal.Folder, 1, asNobody).RequireRefused(journal.Folder, "access is denied");
        Assert.Equal(0, TestProcess.Write(journal.Folder, 1).ExitCode);
        OneWriter.AssertWrote(21, journal);
    }

    [Fact]
    public void A_second_process_is_refused_and_the_first_one_goes_on()
    {
        using TestJournal journal = new();
        using Process first = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [CrashWriter.Command, journal.Folder])
        { RedirectStandardOutput = true })!;
        Assert.NotNull(first.StandardOutput.ReadLine());
        string pid = first.Id.ToString(CultureInfo.InvariantCulture);
        TestProcess.Write(journal.Folder, 1).RequireRefused(journal.Layout.LockFile, $"in process {pid}");
        ulong said = ulong.Parse(first.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        first.Kill();
        first.WaitForExit();
        Assert.True((ulong)journal.ReadInputs().Count >= said);
        journal.Open().Dispose();
    }

    private static SnapshotInfo InfoOf(TestJournal journal, ulong sequence)
    {
        using JournalReader reader = JournalReader.OpenInputs(journal.Folder, sequence);
        Assert.True(reader.MoveNext());
        return new SnapshotInfo
        {
            Cell = reader.Header.Cell,
            Epoch = reader.Header.Epoch,
            Sequence = sequence,
            EngineTimeNs = reader.Header.ReceiveTimeNs,
            JournalId = reader.Segment!.Value.JournalId,
            RecordCrc32C = reader.Header.Crc32C,
            StateDigest = 0,
            Sources = [],
            Environment = reader.ReadEnvironment()!,
        };
    }

    private static void FillUp(string file)
    {
        using FileStream stream = new(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4096];
        Assert.ThrowsAny<IOException>(() => WriteForever(stream, page));
    }

    private static void WriteForever(FileStream stream, byte[] page)
    {
        while (true)
        {
            stream.Write(page);
        }
    }
}
