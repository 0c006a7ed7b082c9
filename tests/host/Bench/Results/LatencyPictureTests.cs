using System.Xml.Linq;
using CsCheck;
using HdrHistogram;
using Strategies.Bench.Results;

namespace Strategies.Bench.Tests.Results;

public sealed class LatencyPictureTests
{
    [Fact]
    public void Ranges_follow_one_another_and_hold_every_time_once() =>
        Gen.Long[1, 1_000_000].Array[1, 200].Sample(times =>
        {
            LongHistogram histogram = new(10_000_000_000, 3);
            foreach (long timeNs in times)
            {
                histogram.RecordValue(timeNs);
            }

            IReadOnlyList<LatencyBucket> buckets = LatencyBucket.Of(histogram);
            for (int index = 1; index < buckets.Count; index++)
            {
                Assert.Equal(buckets[index - 1].ToNs, buckets[index].FromNs);
            }

            Assert.Equal(times.Length, buckets.Sum(bucket => bucket.Count));
            Assert.All(buckets, bucket => Assert.True(bucket.FromNs < bucket.ToNs));
        });

    [Fact]
    public void No_times_give_no_ranges() => Assert.Empty(LatencyBucket.Of(new LongHistogram(1_000, 3)));

    [Fact]
    public void The_file_system_is_that_of_the_nearest_mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mounts are read from Linux's proc");

        Assert.Equal("proc", MachineInfo.FileSystemOf("/proc/sys"));
        Assert.NotEqual("unknown", MachineInfo.FileSystemOf(Path.GetTempPath()));
    }

    internal static void AssertIsPicture(string svg)
    {
        XDocument document = XDocument.Parse(svg);
        XNamespace space = "http://www.w3.org/2000/svg";

        Assert.Equal(space + "svg", document.Root!.Name);
        Assert.True(document.Descendants(space + "rect").Count() > 3);
        Assert.Contains(document.Descendants(space + "text"), text => text.Value == "p50");
    }
}
