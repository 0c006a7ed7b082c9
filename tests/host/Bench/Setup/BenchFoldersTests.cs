using System.Diagnostics;
using System.Globalization;
using Strategies.Bench.Setup;
using Strategies.Ipc.Memory;

namespace Strategies.Bench.Tests.Setup;

public sealed class BenchFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-folders-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Make(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "ring"), "x");
        return folder;
    }

    private static string NameOf(int pid, long ticks) =>
        string.Create(CultureInfo.InvariantCulture, $"strategies-bench-cell.{pid}.{ticks}.1");

    [Fact]
    public void What_a_run_left_whose_process_has_ended_is_removed_and_named()
    {
        using Process child = Process.Start("/bin/true");
        ProcessIdentity ended = ProcessIdentity.Of(child.Id);
        child.WaitForExit();
        string dead = Make(NameOf(child.Id, ended.StartTicks));
        string reused = Make(NameOf(Environment.ProcessId, ProcessIdentity.Self.StartTicks + 1));
        Assert.Equal(
            new[] { dead, reused }.Order(), BenchFolders.RemoveLeftovers(_folder, Path.Combine(_folder, "nowhere")).Order());
        Assert.Empty(Directory.GetDirectories(_folder));
    }

    [Fact]
    public void What_a_live_run_uses_what_is_kept_and_what_names_no_process_stays()
    {
        string[] names =
        [
            BenchFolders.NewName("cell"), BenchFolders.NewKeptName("journal"), "strategies-bench-x7f2.abc", "strategies-bench-cell.1.2",
            "strategies-bench-cell.one.2.3", "strategies-4001", "strategies-kept-bench-journal.999999.1.1",
        ];
        string[] folders = [.. names.Select(Make)];
        Assert.Empty(BenchFolders.RemoveLeftovers(_folder));
        Assert.Equal(folders.Order(), Directory.GetDirectories(_folder).Order());
    }

    [Fact]
    public void No_two_names_are_equal() => Assert.NotEqual(BenchFolders.NewName("cell"), BenchFolders.NewName("cell"));
}
