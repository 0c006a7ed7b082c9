using System.Diagnostics;
using System.Globalization;
using Strategies.Cell.Messages;

namespace Strategies.Follower.Rehearsing;

/// <summary>The program that rehearses a version, in a process of its own.</summary>
/// <param name="File">The executable of a cell's processes.</param>
public sealed record RehearsalProgram(string File)
{
    /// <summary>The word by which that program is told to rehearse.</summary>
    public const string Command = "rehearse";

    /// <summary>Niceness 10 lets everybody else go first; no core dump is written of a stack that overflowed.</summary>
    private const string Shell = "ulimit -c 0; exec nice -n 10 \"$@\"";

    /// <summary>Bytes of its managed heap: what allocates without end meets them, and nobody else.</summary>
    private const string HeapBytesMax = "0x60000000";

    /// <summary>How long it may take; it ends itself then.</summary>
    internal TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How to start it.</summary>
    /// <param name="cellFile">The cell's configuration.</param>
    /// <param name="request">What to rehearse.</param>
    internal ProcessStartInfo StartOf(string cellFile, in RehearsalRequest request)
    {
        ProcessStartInfo start = new("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-c", Shell, "sh", File,
            },
        };
        foreach (string word in (IEnumerable<string>)[
            Command,
            "--cell", cellFile,
            "--slot", request.Slot.ToString(CultureInfo.InvariantCulture),
            "--hash", request.PackageHash.ToString(),
            "--action", request.Action.ToString(),
            "--seconds", Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = HeapBytesMax;
        return start;
    }
}
