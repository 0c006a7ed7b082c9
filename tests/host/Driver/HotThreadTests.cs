namespace Strategies.Driver.Tests;

public sealed class HotThreadTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1024)]
    [InlineData(int.MaxValue)]
    public void A_number_that_no_cpu_can_have_is_told(int cpu)
    {
        Assert.False(HotThread.TryPin(cpu, out string problem));
        Assert.Equal($"CPU {cpu} is not between 0 and 1023", problem);
    }

    [Fact]
    public void A_cpu_that_this_machine_lacks_is_told_and_the_thread_stays_where_it_was()
    {
        const int Missing = 1023;
        Assert.True(Environment.ProcessorCount <= Missing);
        string before = AllowedCpus();
        Assert.False(HotThread.TryPin(Missing, out string problem));
        Assert.StartsWith($"CPU {Missing} cannot be used: ", problem);
        Assert.True(problem.Length > $"CPU {Missing} cannot be used: ".Length);
        Assert.Equal(before, AllowedCpus());
    }

    [Fact]
    public void A_pinned_thread_runs_on_its_cpu_only_and_the_others_anywhere()
    {
        string before = AllowedCpus();
        int cpu = FirstOf(before);
        string inside = "";
        bool isPinned = false;
        Thread thread = new(() =>
        {
            isPinned = HotThread.TryPin(cpu, out _);
            inside = AllowedCpus();
        });
        thread.Start();
        thread.Join();
        Assert.True(isPinned);
        Assert.Equal($"{cpu}", inside);
        Assert.Equal(before, AllowedCpus());
    }

    private static int FirstOf(string list) =>
        int.Parse(list.Split('-', ',')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the kernel says of the calling thread.</summary>
    private static string AllowedCpus() => File.ReadLines("/proc/thread-self/status")
        .First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim();
}
