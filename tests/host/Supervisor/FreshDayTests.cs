using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor.Tests;

/// <summary>The old day is put aside whole, also when that was interrupted once.</summary>
public sealed class FreshDayTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero);

    private readonly FakeCell _cell = new();

    public void Dispose() => _cell.Dispose();

    [Fact]
    public void The_old_day_is_in_one_folder_and_the_store_stays_where_it_is()
    {
        WriteDay();
        string old = FreshDay.PutAside(_cell.Setup, Now);
        RequireWhole(old);
        Assert.Equal("", FreshDay.PutAside(_cell.Setup, Now.AddSeconds(1)));
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("output", "snapshot")]
    [InlineData("input", "output", "snapshot")]
    public void What_was_interrupted_is_ended_by_the_next_call(params string[] moved)
    {
        WriteDay();
        string moving = Path.Combine(_cell.Setup.Paths.Folder, "days", "moving");
        Directory.CreateDirectory(moving);
        foreach (string piece in moved)
        {
            Directory.Move(Path.Combine(_cell.Setup.Paths.Archive, piece), Path.Combine(moving, piece));
        }

        RequireWhole(FreshDay.PutAside(_cell.Setup, Now));
    }

    [Fact]
    public void A_cell_that_runs_is_left_alone()
    {
        WriteDay();
        using Heartbeat core = Heartbeat.Create(_cell.Regions.HeartbeatOf(ProcessRole.Core));
        core.SetState(HeartbeatState.Running);
        Assert.Contains("its core runs", Assert.Throws<CellException>(() => FreshDay.PutAside(_cell.Setup, Now)).Message);
        Assert.True(File.Exists(Path.Combine(_cell.Setup.Paths.Archive, "input", "000000000001.seg")));
    }

    private void WriteDay()
    {
        foreach (string piece in (string[])["input", "output", "snapshot", "store"])
        {
            Directory.CreateDirectory(Path.Combine(_cell.Setup.Paths.Archive, piece));
            File.WriteAllText(Path.Combine(_cell.Setup.Paths.Archive, piece, "000000000001.seg"), piece);
        }
    }

    private void RequireWhole(string old)
    {
        Assert.Equal(Path.Combine(_cell.Setup.Paths.Folder, "days", "20260302-083000"), old);
        foreach (string piece in (string[])["input", "output", "snapshot", "store"])
        {
            Assert.Equal(piece, File.ReadAllText(Path.Combine(old, piece, "000000000001.seg")));
        }

        Assert.Equal(
            [_cell.Setup.Paths.Store], Directory.EnumerateFileSystemEntries(_cell.Setup.Paths.Archive));
        Assert.True(File.Exists(Path.Combine(_cell.Setup.Paths.Store, "000000000001.seg")));
        Assert.Equal([old], Directory.EnumerateFileSystemEntries(Path.Combine(_cell.Setup.Paths.Folder, "days")));
    }
}
