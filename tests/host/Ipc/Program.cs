using Strategies.Ipc.Tests.Support;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Strategies.Ipc.Tests;

/// <summary>Runs the tests, or an end of a ring that a test starts as a process and kills.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [CrashProducer.Command, string folder] => Task.FromResult(CrashProducer.Run(folder)),
        [CrashConsumer.Command, string folder] => Task.FromResult(CrashConsumer.Run(folder)),
        [RegionHolder.Command, string folder, string role] => Task.FromResult(RegionHolder.Run(folder, role)),
        _ when args.Any(argument => argument is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
