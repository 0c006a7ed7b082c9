namespace Strategies.Journal.Tests.Support;

/// <summary>A journal's folder on a small file system of its own; the test is skipped where none can be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    internal SmallDisk(string size)
    {
        Journal = new TestJournal();
        bool isMounted =
            TestProcess.Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Journal.Folder) is { ExitCode: 0 };
        if (!isMounted)
        {
            Journal.Dispose();
        }

        TestProcess.RequireEnvironment(isMounted, "this user cannot mount a small file system");
    }

    internal TestJournal Journal { get; }

    internal void Remount(string options) =>
        Assert.Equal(0, TestProcess.Run("mount", "-o", $"remount,{options}", Journal.Folder)?.ExitCode);

    public void Dispose()
    {
        Assert.Equal(0, TestProcess.Run("umount", Journal.Folder)?.ExitCode);
        Journal.Dispose();
    }
}
