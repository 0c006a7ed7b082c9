using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Metrics;

public sealed class CountersTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private RegionLocation Location => _folder.At("counters");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reader_finds_counters_by_name_and_sees_them_move(bool isPacked)
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(index => $"counter-{index}")];
        using Counters writer = Counters.Create(Location, names, isPacked);
        using Counters reader = Counters.Open(Location);
        Assert.Equal(names, reader.Names);
        for (int index = 0; index < names.Length; index++)
        {
            writer.Add(index, index);
            writer.Increment(index);
        }

        writer.Set(3, -7);
        for (int index = 0; index < names.Length; index++)
        {
            Assert.Equal(index == 3 ? -7 : index + 1, reader.Read(reader.IndexOf($"counter-{index}")));
        }

        long fileBytes = new FileInfo(Location.File).Length;
        Assert.Equal(WordTableLayout.ValuesOffset(100) + (100 * (isPacked ? 8 : 128)), fileBytes);
    }

    [Fact]
    public void Counters_count_on_when_their_owner_starts_anew()
    {
        using (Counters first = Counters.Create(Location, ["records"]))
        {
            first.Add(0, 41);
        }

        using Counters next = Counters.Create(Location, ["records"], stale: StalePolicy.Adopt);
        next.Increment(0);
        Assert.Equal(42, next.Read(0));
    }

    [Fact]
    public void Counters_of_other_names_are_not_adopted()
    {
        Counters.Create(Location, ["records", "bytes"]).Dispose();
        Faults.Expect(
            IpcFault.WrongSize,
            () => Counters.Create(Location, ["records", "gaps"], stale: StalePolicy.Adopt),
            "the words records, bytes, not records, gaps");
        Faults.Expect(
            IpcFault.WrongSize, () => Counters.Create(Location, ["records"], stale: StalePolicy.Adopt), "measures");
    }

    [Fact]
    public void A_reader_cannot_write_and_a_closed_table_is_told()
    {
        using Counters writer = Counters.Create(Location, ["records"]);
        Counters reader = Counters.Open(Location);
        Faults.Expect(IpcFault.NotWritable, () => reader.Increment(0), "cannot write 'records'", "open it for writing");
        Faults.Expect(IpcFault.InvalidArgument, () => reader.Read(1), "there is no word 1", "words are 0 to 0");
        Faults.Expect(IpcFault.InvalidArgument, () => writer.Add(-1, 1), "there is no word -1");
        Faults.Expect(IpcFault.InvalidArgument, () => reader.IndexOf("gaps"), "no word 'gaps'", "the table has records");
        reader.Dispose();
        Faults.Expect(IpcFault.Closed, () => reader.Read(0), "the table was closed", "open it again");
    }

    [Fact]
    public void Names_that_cannot_be_are_refused()
    {
        Refuses([], "a table cannot have 0 words");
        Refuses([.. Enumerable.Range(0, 4097).Select(index => $"c{index}")], "a table cannot have 4097 words");
        Refuses(["records", "Bytes"], "'Bytes' cannot name a word");
        Refuses(["records", "records"], "two words have the same name");
        Assert.False(File.Exists(Location.File));

        void Refuses(string[] names, string message) => Faults.Expect(
            IpcFault.InvalidArgument, () => Counters.Create(Location, names), message, "lower-case letters");
    }

    [Fact]
    public void A_table_whose_measures_do_not_fit_its_size_is_refused()
    {
        Counters.Create(Location, ["records"]).Dispose();
        using (FileStream file = new(Location.File, FileMode.Open))
        {
            file.Seek(32, SeekOrigin.Begin);
            file.WriteByte(200);
        }

        Faults.Expect(IpcFault.WrongSize, () => Counters.Open(Location), "200 words 128 bytes apart");
    }

    [Fact]
    public void A_flag_is_raised_by_anybody_once_and_its_first_reason_stays()
    {
        using Flags owner = Flags.Create(Location, ["block", "kill"]);
        using Flags other = Flags.Open(Location);
        int kill = other.IndexOf("kill");
        Assert.Equal(["block", "kill"], other.Names);
        Assert.True(other.Raise(kill, 42));
        Assert.False(owner.Raise(kill, 43));
        Assert.True(owner.IsRaised(kill));
        Assert.False(owner.IsRaised(0));
        Assert.Equal(42, owner.Reason(kill));
        Assert.Equal(42, owner.Clear(kill));
        Assert.Equal(0, other.Clear(kill));
        Assert.False(other.IsRaised(kill));
        Faults.Expect(IpcFault.InvalidArgument, () => owner.Raise(0, 0), "not raised with 0", "use Clear");
    }

    [Fact]
    public void Of_many_threads_that_raise_a_flag_one_is_the_first()
    {
        using Flags flags = Flags.Create(Location, ["kill"]);
        int firsts = 0;
        Parallel.For(1, 1000, reason => Interlocked.Add(ref firsts, flags.Raise(0, reason) ? 1 : 0));
        Assert.Equal(1, firsts);
    }

    [Fact]
    public void A_raised_flag_outlives_its_owner()
    {
        using (Flags first = Flags.Create(Location, ["kill"]))
        {
            first.Raise(0, 9);
        }

        using Flags next = Flags.Create(Location, ["kill"], StalePolicy.Adopt);
        Assert.Equal(9, next.Reason(0));
    }
}
