using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests;

public sealed class LayoutTests
{
    private static readonly Type[] Blocks =
    [
        typeof(RegionHeader), typeof(SequencedPosition), typeof(RingControl), typeof(RingRecordHeader),
        typeof(HeartbeatBlock), typeof(HistogramBlock),
    ];

    [Fact]
    public void Every_size_and_offset_is_the_same_in_C()
    {
        NativeTwin.Require();
        Dictionary<string, long> native = Native();
        int compared = 0;
        foreach (Type block in Blocks)
        {
            Assert.Equal(native[block.Name], Marshal.SizeOf(block));
            foreach (FieldInfo field in block.GetFields(BindingFlags.Public | BindingFlags.Instance))
            {
                Assert.Equal(native[$"{block.Name}.{field.Name}"], (long)Marshal.OffsetOf(block, field.Name));
                compared++;
            }
        }

        Assert.Equal(native.Keys.Count(key => key.Contains('.')), compared);
    }

    [Fact]
    public void Every_constant_is_the_same_in_C()
    {
        NativeTwin.Require();
        Dictionary<string, long> native = Native();
        Assert.Equal((long)RegionHeader.MagicValue, native["MagicValue"]);
        Assert.Equal(RegionHeader.CurrentLayoutVersion, native["CurrentLayoutVersion"]);
        Assert.Equal(RegionHeader.NameBytes, native["NameBytes"]);
        foreach (RegionKind kind in Enum.GetValues<RegionKind>().Where(kind => kind != RegionKind.None))
        {
            Assert.Equal(native[$"Kind{kind}"], (long)kind);
        }

        Assert.Equal(RingBuffer.DataOffset, native["DataOffset"]);
        Assert.Equal(RingRecordHeader.Alignment, native["Alignment"]);
        Assert.Equal(RingBuffer.CapacityMin, native["CapacityMin"]);
        Assert.Equal(RingBuffer.CapacityMax, native["CapacityMax"]);
        Assert.Equal(WordTableLayout.PaddedStride, native["PaddedStride"]);
        Assert.Equal(WordTableLayout.PackedStride, native["PackedStride"]);
        Assert.Equal(WordTableLayout.ValuesOffset(5), native["ValuesOffset5"]);
        Assert.Equal(HistogramLayout.BucketCount, native["BucketCount"]);
        Assert.Equal(RingBuffer.MaxRecordLengthOf(4096), native["MaxRecordLength4096"]);
    }

    [Fact]
    public void A_value_falls_into_the_same_bucket_in_C()
    {
        NativeTwin.Require();
        KeyValuePair<string, long>[] buckets =
            [.. Native().Where(entry => entry.Key.StartsWith("BucketOf:", StringComparison.Ordinal))];
        Assert.True(buckets.Length > 20);
        Assert.All(buckets, entry => Assert.Equal(
            entry.Value, HistogramLayout.BucketOf(long.Parse(entry.Key.Split(':')[1], CultureInfo.InvariantCulture))));
    }

    private static Dictionary<string, long> Native() => NativeTwin.Run("layout")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture));
}
