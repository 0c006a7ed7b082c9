using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.Versioning;
using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Memory;

/// <summary>Every way in which a region cannot be used says what is wrong, where, and what to do.</summary>
[SupportedOSPlatform("linux")]
public sealed class RegionFaultTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private RegionLocation Location => _folder.At("ring");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_region_that_is_not_there() => Refuses(
        IpcFault.RegionMissing, () => RingBuffer.Open(Location), "there is no such region", "start the process");

    [Fact]
    public void A_folder_that_is_not_there() => Refuses(
        IpcFault.RegionMissing,
        () => RingBuffer.Create(new RegionLocation(7, "ring", _folder.Path + "/none"), 4096),
        "no such file or folder",
        "check cell, name and folder");

    [Theory]
    [InlineData(-1)]
    [InlineData(4096)]
    public void A_cell_that_cannot_be(int cell) => Refuses(
        IpcFault.InvalidArgument, () => new RegionLocation(cell, "ring"), $"cell {cell} is out of range", "0 to 4095");

    [Theory]
    [InlineData("")]
    [InlineData("Ring")]
    [InlineData("../ring")]
    [InlineData("1ring")]
    [InlineData("a-name-of-a-region-that-is-longer-than-the-63-letters-that-it-may-have")]
    public void A_name_that_cannot_be(string name) => Refuses(
        IpcFault.InvalidArgument, () => new RegionLocation(7, name), $"'{name}' cannot name a region", "lower-case");

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(5000)]
    [InlineData(int.MinValue)]
    public void A_capacity_that_cannot_be(int capacity) => Refuses(
        IpcFault.InvalidArgument,
        () => RingBuffer.Create(Location, capacity),
        $"a capacity of {capacity} bytes",
        "a power of two from 256");

    [Fact]
    public void A_first_sequence_of_0() => Refuses(
        IpcFault.InvalidArgument,
        () => RingBuffer.Create(Location, 4096, firstSequence: 0),
        "cannot begin with sequence 0",
        "use 1 or more");

    [Fact]
    public void A_file_that_is_something_else()
    {
        Make();
        Change(bytes => bytes[0] ^= 1);
        Refuses(IpcFault.NotARegion, () => RingBuffer.Open(Location), "does not begin as a region", "another folder");
        Refuses(IpcFault.NotARegion, () => RingBuffer.Create(Location, 4096, StalePolicy.Replace), "does not begin");
    }

    [Fact]
    public void A_folder_in_its_place()
    {
        Directory.CreateDirectory(Location.File);
        Refuses(IpcFault.NotARegion, () => RingBuffer.Open(Location), "it is a folder", "another folder or name");
    }

    [Fact]
    public void A_symbolic_link_in_its_place()
    {
        Make();
        File.Move(Location.File, Location.File + ".old");
        File.CreateSymbolicLink(Location.File, Location.File + ".old");
        Refuses(IpcFault.NotARegion, () => RingBuffer.Open(Location), "symbolic link", "another folder or name");
    }

    [Fact]
    public void Another_layout_version_with_both_named()
    {
        Make();
        Change(bytes => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 9));
        Refuses(
            IpcFault.LayoutVersion,
            () => RingBuffer.Open(Location),
            "layout version 9; this build knows version 1",
            "run the same build on both ends");
        Refuses(IpcFault.LayoutVersion, () => RingBuffer.Create(Location, 4096, StalePolicy.Adopt), "version 9");
        using RingBuffer replaced = RingBuffer.Create(Location, 4096, StalePolicy.Replace);
        Assert.False(replaced.Memory.WasAdopted);
    }

    [Fact]
    public void Another_cells_region()
    {
        Make();
        RegionLocation other = new(8, "ring", _folder.Path);
        File.Move(Location.File, other.File);
        Refuses(IpcFault.WrongCell, () => RingBuffer.Open(other), "cell 7, not to cell 8", "not renamed or copied");
    }

    [Fact]
    public void Another_name()
    {
        Make();
        File.Move(Location.File, _folder.At("reports").File);
        Refuses(
            IpcFault.WrongName, () => RingBuffer.Open(_folder.At("reports")), "'ring', not as 'reports'", "not renamed");
    }

    [Fact]
    public void Another_kind()
    {
        Make();
        Refuses(IpcFault.WrongKind, () => Counters.Open(Location), "kind ring, not counters", "check the name");
        Change(bytes => bytes[12] = 77);
        Refuses(IpcFault.WrongKind, () => Counters.Open(Location), "kind 77 (unknown), not counters");
    }

    [Theory]
    [InlineData(0, "has 0 bytes where 512 belong")]
    [InlineData(511, "has 511 bytes where 512 belong")]
    [InlineData(8191, "has 8191 bytes where 8192 belong")]
    public void A_file_that_was_cut(int bytes, string message)
    {
        Make();
        Cut(bytes);
        Refuses(IpcFault.Truncated, () => RingBuffer.Open(Location), message, "remove the file, and start its owner");
    }

    [Fact]
    public void A_file_that_is_too_long_or_whose_capacity_is_not_its_size()
    {
        Make();
        Cut(9000);
        Refuses(IpcFault.WrongSize, () => RingBuffer.Open(Location), "9000 bytes", "configure both ends alike");
        Cut(8192);
        Change(bytes => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(32), 2048));
        Refuses(IpcFault.WrongSize, () => RingBuffer.Open(Location), "8192 bytes for a capacity of 2048");
    }

    [Fact]
    public void Another_capacity_than_the_adopted_ring_has()
    {
        Make();
        Refuses(
            IpcFault.WrongSize, () => RingBuffer.Create(Location, 8192, StalePolicy.Adopt), "8192 bytes", "12288 bytes");
    }

    [Fact]
    public void A_file_that_others_may_read()
    {
        Make();
        Chmod(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Refuses(
            IpcFault.NotPermitted, () => RingBuffer.Open(Location), "open to others: mode 0640", "run all processes");
    }

    [Fact]
    public void A_region_is_its_users_alone()
    {
        Make();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Location.File));
        Assert.SkipUnless(Run("chown", "65534", Location.File) == 0, "needs root to give a file away");
        Refuses(IpcFault.NotPermitted, () => RingBuffer.Open(Location), "belongs to user 65534", "as one user");
    }

    [Fact]
    public void A_file_system_without_room()
    {
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder.Path) == 0,
            "this user cannot mount a small file system");
        try
        {
            Refuses(
                IpcFault.NoSpace,
                () => RingBuffer.Create(Location, 1 << 20),
                "no room for 1052672 bytes",
                "remove stale regions");
            Assert.Empty(Directory.GetFiles(_folder.Path));
            using RingBuffer smaller = RingBuffer.Create(Location, 4096);
            Assert.Equal(4096, smaller.Capacity);
        }
        finally
        {
            Assert.Equal(0, Run("umount", _folder.Path));
        }
    }

    [Fact]
    public void A_file_system_that_refuses_writing()
    {
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", _folder.Path) == 0, "this user cannot mount");
        try
        {
            Refuses(IpcFault.NotPermitted, () => RingBuffer.Create(Location, 4096), "access is denied", "as one user");
        }
        finally
        {
            Assert.Equal(0, Run("umount", _folder.Path));
        }
    }

    [Fact]
    public void An_error_of_the_operating_system_with_no_name_of_its_own()
    {
        string file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        Refuses(
            IpcFault.FileError,
            () => RingBuffer.Create(new RegionLocation(7, "ring", file), 4096),
            "cannot open the region: Not a directory (error 20)",
            "check the folder");
    }

    [Fact]
    public void A_region_that_is_open_for_reading_only()
    {
        using RingBuffer ring = _folder.Ring();
        using RingBuffer seen = RingBuffer.Open(Location, isReadOnly: true);
        Refuses(IpcFault.NotWritable, () => seen.TakeProducer(), "cannot produce: the region is open for reading only");
        Refuses(IpcFault.NotWritable, () => seen.TakeConsumer(), "cannot consume", "open it for writing");
        Refuses(IpcFault.NotWritable, () => seen.Memory.Unlink(), "owned by process", "RemoveStale");
        Assert.Equal(0UL, seen.LastPublishedSequence);
    }

    [Fact]
    public void A_region_that_was_closed()
    {
        RingBuffer ring = _folder.Ring();
        ring.Dispose();
        ring.Dispose();
        Refuses(IpcFault.Closed, () => ring.TakeProducer(), "closed by this process", "open it again");
        Refuses(IpcFault.Closed, () => _ = ring.LastPublishedSequence, "closed by this process");
    }

    private static int Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Refuses(IpcFault fault, Action work, params string[] words) =>
        Faults.Expect(fault, work, words);

    private static void Refuses(IpcFault fault, Func<object> work, params string[] words) =>
        Faults.Expect(fault, () => work(), words);

    /// <summary>A region that its owner has let go.</summary>
    private void Make() => _folder.Ring().Dispose();

    private void Cut(long bytes)
    {
        using FileStream file = new(Location.File, FileMode.Open);
        file.SetLength(bytes);
    }

    private void Change(Action<byte[]> change)
    {
        byte[] bytes = File.ReadAllBytes(Location.File);
        change(bytes);
        using FileStream file = new(Location.File, FileMode.Open);
        file.Write(bytes);
    }

    private void Chmod(UnixFileMode mode) => File.SetUnixFileMode(Location.File, mode);
}
