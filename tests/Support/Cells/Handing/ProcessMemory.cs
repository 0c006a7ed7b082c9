using System.Globalization;
using Strategies.Ipc.Memory;

namespace Strategies.Cells.Handing;

/// <summary>Memory of a process that is its own: what it shares, above all the journal's segments, is not counted.</summary>
public static class ProcessMemory
{
    /// <summary>Its anonymous pages, MiB; 0 for one that is not there.</summary>
    /// <param name="process">The process.</param>
    public static double MiBOf(ProcessIdentity process)
    {
        try
        {
            string line = File.ReadLines($"/proc/{process.Pid.ToString(CultureInfo.InvariantCulture)}/status")
                .First(candidate => candidate.StartsWith("RssAnon:", StringComparison.Ordinal));
            return double.Parse(
                line["RssAnon:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
