using System.Diagnostics;
using System.Globalization;
using Strategies.Journal.Archiving;

namespace Strategies.Journal.Tests.Support;

/// <summary>
/// A process that archives until it is killed, or so many rounds. After every sync it says on standard output which
/// input is durable; what stops it goes to standard error, with exit code 3.
/// </summary>
internal static class ArchiverChild
{
    internal const string Command = "archiver-child";

    private const int BadInput = 3;

    internal static int Run(string memory, string archive, string rounds)
    {
        try
        {
            using JournalArchiver archiver = JournalArchiver.Open(memory, archive, keepSegments: 1);
            for (long left = long.Parse(rounds, CultureInfo.InvariantCulture); left > 0; left--)
            {
                archiver.Copy();
                if (archiver.Sync())
                {
                    Console.Out.WriteLine(archiver.DurableSequence.ToString(CultureInfo.InvariantCulture));
                }

                archiver.Evict();
            }

            return 0;
        }
        catch (JournalException exception)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return BadInput;
        }
    }

    internal static string[] Words(ArchivedJournal journal, long rounds) =>
    [
        Environment.ProcessPath!, Command, journal.Memory, journal.Archive.Folder,
        rounds.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>Runs one that archives for ever, and kills it.</summary>
    /// <param name="journal">What it archives.</param>
    /// <param name="syncs">Behind how many syncs more than its first.</param>
    /// <param name="spins">How long behind the last of them.</param>
    /// <returns>The last input that it said was durable.</returns>
    internal static ulong RunAndKill(ArchivedJournal journal, int syncs, int spins)
    {
        string[] words = Words(journal, long.MaxValue);
        using Process process = Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
        })!;
        string? said = process.StandardOutput.ReadLine();
        for (int sync = 0; sync < syncs; sync++)
        {
            said = process.StandardOutput.ReadLine();
        }

        Assert.NotNull(said);
        Thread.SpinWait(spins);
        process.Kill();
        string[] rest = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();

        // The last line may be cut; the one before it is whole.
        return ulong.Parse(rest.Length >= 2 ? rest[^2] : said, CultureInfo.InvariantCulture);
    }
}
