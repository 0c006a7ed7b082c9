using System.Buffers.Binary;
using System.Diagnostics;
using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Memory;

/// <summary>Whose a region is, and what becomes of it when that process has ended.</summary>
public sealed class OwnershipTests : IDisposable
{
    private const int BootIdOffset = 48;
    private const int OwnerOffset = 128;

    private readonly TestFolder _folder = new();

    private RegionLocation Location => _folder.At("ring");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_owner_is_refused_while_the_first_lives_and_its_process_is_named()
    {
        using ChildProcess owner = Hold(RegionHolder.Owner);
        foreach (StalePolicy policy in Enum.GetValues<StalePolicy>())
        {
            IpcException failure = Faults.Expect(
                IpcFault.Owned, () => RingBuffer.Create(Location, 4096, policy), $"process {owner.Id}, which is alive");
            Assert.Contains($"end process {owner.Id}", failure.Hint);
        }

        Faults.Expect(IpcFault.Owned, () => SharedMemory.RemoveStale(Location), $"process {owner.Id}");
    }

    [Fact]
    public void A_second_owner_in_the_same_process_is_refused()
    {
        using RingBuffer first = _folder.Ring();
        Faults.Expect(
            IpcFault.Owned, () => RingBuffer.Create(Location, 4096), $"{Environment.ProcessId} (this one)");
    }

    [Fact]
    public void What_a_killed_owner_left_is_told_from_a_live_one_and_can_be_adopted_or_replaced()
    {
        int killed = KilledOwner();
        IpcException failure = Faults.Expect(
            IpcFault.Stale, () => RingBuffer.Create(Location, 4096), $"left by process {killed}, which has ended");
        Assert.Contains("adopt it", failure.Hint);
        Publish(3);
        using (RingBuffer adopted = RingBuffer.Create(Location, 4096, StalePolicy.Adopt))
        {
            Assert.True(adopted.Memory.WasAdopted && adopted.Memory.IsOwner);
            Assert.Equal(ProcessIdentity.Self, adopted.Memory.Owner);
            Assert.Equal(3UL, adopted.LastPublishedSequence);
        }

        using RingBuffer replaced = RingBuffer.Create(Location, 8192, StalePolicy.Replace);
        Assert.False(replaced.Memory.WasAdopted);
        Assert.Equal((0UL, 8192), (replaced.LastPublishedSequence, replaced.Capacity));
    }

    [Fact]
    public void What_an_owner_let_go_is_stale_too()
    {
        _folder.Ring().Dispose();
        Faults.Expect(IpcFault.Stale, () => RingBuffer.Create(Location, 4096), "an owner that let it go");
    }

    [Fact]
    public void An_opened_region_is_taken_over_when_its_owner_lets_it_go_and_no_earlier()
    {
        using ChildProcess owner = Hold(RegionHolder.Owner);
        using RingBuffer next = RingBuffer.Open(Location);
        Faults.Expect(IpcFault.Owned, next.Memory.TakeOver, $"process {owner.Id}, which is alive");
        Assert.False(next.Memory.IsOwner);
        owner.Kill();
        next.Memory.TakeOver();
        Assert.True(next.Memory.IsOwner && next.Memory.WasAdopted);
        Faults.Expect(IpcFault.Owned, () => RingBuffer.Create(Location, 4096, StalePolicy.Adopt), "(this one)");
        using RingBuffer onLooker = RingBuffer.Open(Location, isReadOnly: true);
        Faults.Expect(IpcFault.NotWritable, onLooker.Memory.TakeOver, "read");
    }

    [Fact]
    public void What_was_let_go_stays_mapped_and_its_ends_are_free()
    {
        using RingBuffer first = _folder.Ring();
        using RingProducer producer = first.TakeProducer();
        using RingConsumer consumer = first.TakeConsumer();
        Assert.True(producer.TryPublish(1, [1, 2, 3]));
        using RingBuffer next = RingBuffer.Open(Location);
        first.Release();
        next.Memory.TakeOver();
        using RingProducer another = next.TakeProducer();
        Assert.True(another.TryPublish(1, [4]));
        Assert.Equal(2UL, first.LastPublishedSequence); // Still there to be looked at.
        using RingConsumer reader = next.TakeConsumer();
        RingReader records = reader.Poll(limit: 10);
        Assert.True(records.MoveNext());
        Assert.True(records.MoveNext());
        Assert.Equal((2UL, 1), (records.Sequence, records.Payload.Length));
        first.Dispose();
        Assert.Equal(ProcessIdentity.Self, next.Memory.Owner);
    }

    [Fact]
    public void A_process_number_given_again_is_not_taken_for_the_owner()
    {
        _folder.Ring().Dispose();
        ulong another = ProcessIdentity.Self.Word + (1UL << 22);
        Change(OwnerOffset, another);
        Assert.Equal(Environment.ProcessId, new ProcessIdentity(another).Pid);
        Faults.Expect(IpcFault.Stale, () => RingBuffer.Create(Location, 4096), "which has ended");
    }

    [Fact]
    public void A_region_from_before_the_hosts_start_can_only_be_replaced()
    {
        _folder.Ring().Dispose();
        Change(BootIdOffset, 1);
        Faults.Expect(
            IpcFault.Stale,
            () => RingBuffer.Create(Location, 4096, StalePolicy.Adopt),
            "left before the host's last start",
            "cannot be adopted");
        Faults.Expect(IpcFault.Stale, () => RingBuffer.Open(Location), "left before the host's last start");
        RingBuffer.Create(Location, 4096, StalePolicy.Replace).Dispose();
    }

    [Theory]
    [InlineData(RegionHolder.Producer)]
    [InlineData(RegionHolder.Consumer)]
    public void A_ring_is_not_replaced_under_a_live_process_at_its_other_end(string role)
    {
        _folder.Ring().Dispose();
        using ChildProcess peer = Hold(role);
        IpcException failure = Faults.Expect(
            IpcFault.Attached,
            () => RingBuffer.Create(Location, 4096, StalePolicy.Replace),
            $"its {role}, process {peer.Id}, is attached");
        Assert.Contains("adopt the region", failure.Hint);
        Faults.Expect(IpcFault.Attached, () => SharedMemory.RemoveStale(Location), $"process {peer.Id}");
        using (RingBuffer adopted = RingBuffer.Create(Location, 4096, StalePolicy.Adopt))
        {
            Assert.True(adopted.Memory.WasAdopted);
        }

        peer.Kill();
        RingBuffer.Create(Location, 4096, StalePolicy.Replace).Dispose();
    }

    [Theory]
    [InlineData(RegionHolder.Producer)]
    [InlineData(RegionHolder.Consumer)]
    public void An_end_is_taken_once_and_is_free_when_its_process_was_killed(string role)
    {
        using RingBuffer ring = _folder.Ring();
        using ChildProcess holder = Hold(role);
        ProcessIdentity seen = role == RegionHolder.Producer ? ring.Producer : ring.Consumer;
        Assert.Equal((holder.Id, true), (seen.Pid, seen.IsAlive()));
        Faults.Expect(IpcFault.RoleTaken, () => Take(ring, role), $"a {role} already: process {holder.Id}");
        holder.Kill();
        Assert.False(seen.IsAlive());
        Take(ring, role).Dispose();
    }

    [Theory]
    [InlineData(RegionHolder.Producer)]
    [InlineData(RegionHolder.Consumer)]
    public void An_end_is_taken_once_in_a_process_and_is_free_after_it_was_closed(string role)
    {
        using RingBuffer ring = _folder.Ring();
        IDisposable first = Take(ring, role);
        Faults.Expect(IpcFault.RoleTaken, () => Take(ring, role), "(this one)", $"a ring has one {role}");
        first.Dispose();
        first.Dispose();
        Take(ring, role).Dispose();
    }

    [Fact]
    public void Of_many_that_adopt_or_replace_at_once_one_gets_it()
    {
        foreach (StalePolicy policy in new[] { StalePolicy.Adopt, StalePolicy.Replace })
        {
            for (int round = 0; round < 30; round++)
            {
                RegionLocation location = _folder.At($"r{round}-{(int)policy}");
                RingBuffer.Create(location, 4096).Dispose();
                RingBuffer?[] made = new RingBuffer?[4];
                Parallel.For(0, made.Length, index => made[index] = TryCreate(location, policy));
                Assert.Single(made, ring => ring is not null);
                Array.ForEach(made, ring => ring?.Dispose());
            }
        }
    }

    [Fact]
    public void A_stale_region_is_removed_once()
    {
        _folder.Ring().Dispose();
        Assert.True(SharedMemory.RemoveStale(Location));
        Assert.False(SharedMemory.RemoveStale(Location));
        Assert.False(File.Exists(Location.File));
    }

    [Fact]
    public void The_owner_removes_the_name_and_those_attached_keep_the_memory()
    {
        using RingBuffer ring = _folder.Ring();
        using RingBuffer other = RingBuffer.Open(Location);
        ring.Memory.Unlink();
        ring.Memory.Unlink();
        Assert.False(File.Exists(Location.File));
        using RingProducer producer = ring.TakeProducer();
        Assert.True(producer.TryPublish(1, [1, 2, 3]));
        Assert.Equal(1UL, other.LastPublishedSequence);
    }

    [Fact]
    public void A_zombie_counts_as_ended()
    {
        using ChildProcess child = Hold(RegionHolder.Owner);
        using RingBuffer ring = RingBuffer.Open(Location);
        ProcessIdentity owner = ring.Memory.Owner;
        Assert.True(owner.IsAlive());
        child.Kill();
        Assert.False(owner.IsAlive());

        // A child that ends after its parent has become a program that never asks for it.
        using Process shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 1 & echo $!; exec sleep 60"])
            {
                RedirectStandardOutput = true,
            })!;
        int zombie = int.Parse(shell.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
        Patience.Until("the zombie", () => Stat(zombie)[0] == "Z");
        ulong start = ulong.Parse(Stat(zombie)[19], System.Globalization.CultureInfo.InvariantCulture);
        Assert.False(new ProcessIdentity((start << 22) | (uint)zombie).IsAlive());
        shell.Kill();
        shell.WaitForExit();
    }

    private static string[] Stat(int pid)
    {
        string text = File.ReadAllText($"/proc/{pid}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static IDisposable Take(RingBuffer ring, string role) =>
        role == RegionHolder.Producer ? ring.TakeProducer() : ring.TakeConsumer();

    private static RingBuffer? TryCreate(RegionLocation location, StalePolicy policy)
    {
        try
        {
            return RingBuffer.Create(location, 4096, policy);
        }
        catch (IpcException failure) when (failure.Fault == IpcFault.Owned)
        {
            return null;
        }
    }

    private ChildProcess Hold(string role)
    {
        ChildProcess child = ChildProcess.Start(RegionHolder.Command, _folder.Path, role);
        child.Ready();
        return child;
    }

    private int KilledOwner()
    {
        using ChildProcess owner = Hold(RegionHolder.Owner);
        owner.Kill();
        return owner.Id;
    }

    private void Publish(int records)
    {
        using RingBuffer ring = RingBuffer.Open(Location);
        using RingProducer producer = ring.TakeProducer();
        for (int record = 0; record < records; record++)
        {
            Assert.True(producer.TryPublish(1, [1, 2, 3]));
        }
    }

    private void Change(int offset, ulong word)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, word);
        using FileStream file = new(Location.File, FileMode.Open);
        file.Seek(offset, SeekOrigin.Begin);
        file.Write(bytes);
    }
}
