using Strategies.Journal.Tests.Support;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Strategies.Journal.Tests;

/// <summary>Runs the tests, or a writer that a test starts as a process and kills, or the measurement.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [CrashWriter.Command, string folder] => Task.FromResult(CrashWriter.Run(folder)),
        [CrashWriter.Command, string folder, string package] => Task.FromResult(CrashWriter.Run(folder, package)),
        [CrashSnapshotWriter.Command, string folder] => Task.FromResult(CrashSnapshotWriter.Run(folder)),
        [OneWriter.Command, string folder, string count] => Task.FromResult(OneWriter.Run(folder, count)),
        [ArchiverChild.Command, string memory, string archive, string rounds] =>
            Task.FromResult(ArchiverChild.Run(memory, archive, rounds)),
        [AppendMeasurement.Command, string folder] => Task.FromResult(AppendMeasurement.Run(folder)),
        _ when args.Any(argument => argument is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
