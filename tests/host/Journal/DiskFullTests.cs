using System.Diagnostics;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests;

public sealed class DiskFullTests
{
    [Fact]
    public void A_full_disk_is_named_loses_nothing_and_writing_goes_on_when_there_is_room_again()
    {
        using TestJournal journal = new();
        if (Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", journal.Folder) != 0)
        {
            Assert.Skip("this user cannot mount a small file system");
        }

        try
        {
            List<byte[]> written = [];
            using (JournalWriter writer = journal.Open(32768))
            {
                JournalException failure = Assert.Throws<JournalException>(() => Fill(writer, written, 10_000));
                Assert.Equal(JournalFault.DiskFull, failure.Fault);
                Assert.Contains("32768 bytes", failure.Message);
                Assert.Contains(journal.Folder, failure.File);
                Assert.Equal((ulong)written.Count, writer.LastSequence);
                Assert.Throws<JournalException>(() => Fill(writer, written, 1));
                TestJournal.AssertSame(written, journal.ReadInputs());

                Assert.Equal(0, Run("mount", "-o", "remount,size=4m", journal.Folder));
                Fill(writer, written, 100);
            }

            TestJournal.AssertSame(written, journal.ReadInputs());
        }
        finally
        {
            Assert.Equal(0, Run("umount", journal.Folder));
        }
    }

    private static void Fill(JournalWriter writer, List<byte[]> written, int count)
    {
        for (int index = 0; index < count; index++)
        {
            byte[] record = TestRecords.Input(writer.LastSequence + 1, 200);
            writer.AppendInput(record);
            written.Add(record);
        }
    }

    private static int Run(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1; // There is no such command here: the caller skips.
        }
    }
}
