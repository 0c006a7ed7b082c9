using Strategies.Ipc.Memory;

namespace Strategies.Gateways.Tests.Support;

/// <summary>Processes of this machine by what stands on their command line; this one is never among them.</summary>
internal static class RunningProcesses
{
    /// <summary>Those whose command line has all of some words.</summary>
    /// <param name="words">The words.</param>
    internal static ProcessIdentity[] With(params string[] words) =>
    [
        .. from folder in Directory.GetDirectories("/proc")
           let isProcess = int.TryParse(Path.GetFileName(folder), out int pid) && pid != Environment.ProcessId
           where isProcess
           let command = CommandOf(folder)
           where words.All(word => command.Contains(word, StringComparison.Ordinal))
           select ProcessIdentity.Of(int.Parse(Path.GetFileName(folder))) into process
           where process.IsAlive()
           select process,
    ];

    private static string CommandOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // It ended between the two looks.
        }
    }
}
