using System.Reflection;
using Strategies.Journal.Archiving;

namespace Strategies.Journal.Tests;

/// <summary>Reports go into logs as they write themselves: in words, without names of types.</summary>
public sealed class ReportWordsTests
{
    [Fact]
    public void What_was_found_of_a_journal_reads_as_words()
    {
        JournalException damage = new(JournalFault.InvalidOption, "a record is damaged", "look at the disk", "input/1.seg");
        MemoryReport report = new()
        {
            IsRebuilt = true,
            Linked = 3,
            StaleFolder = "/dev/shm/old",
            Archive = new RecoveryReport
            {
                IsNew = false,
                LastInputSequence = 12,
                InputTail = new TornTail("2.seg", 4_096, 72, 0),
                OutputTail = null,
                LastOutputSequence = 12,
                LastOutputIndex = 1,
                OutputsDropped = 2,
                DamageCut = [damage],
                DamageMovedAside = [damage],
                AsideFolder = "aside",
                SnapshotsMovedAside = ["aside/5.snapshot"],
                WasClosedCleanly = false,
            },
        };
        Assert.Equal(
            "built from the archive, 3 segments linked; the archive: last input 12, not closed cleanly, torn tail of 72 bytes in 2.seg "
            + $"from byte 4096, 2 outputs ahead of their inputs dropped, cut: {damage.Message}, moved to aside: {damage.Message}, "
            + "snapshot moved to aside/5.snapshot; what an earlier start of the machine left is in /dev/shm/old",
            report.ToString());
        Assert.Equal("it was there, 0 segments linked", new MemoryReport { IsRebuilt = false, Linked = 0 }.ToString());
    }

    [Fact]
    public void No_report_of_the_journal_writes_the_name_of_its_type()
    {
        Type[] reports = [.. typeof(MemoryReport).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.Name.EndsWith("Report", StringComparison.Ordinal))];
        Assert.Contains(typeof(RecoveryReport), reports);
        Assert.All(reports, type =>
        {
            MethodInfo method = type.GetMethod(nameof(ToString), Type.EmptyTypes)!;
            Assert.True(
                method.DeclaringType == type && !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)),
                $"{type.Name} does not write itself in words");
        });
    }
}
