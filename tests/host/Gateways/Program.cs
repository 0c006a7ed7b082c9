using Strategies.Gateways.Tests.Support;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Strategies.Gateways.Tests;

/// <summary>Runs the tests, or a process that a test starts, watches and kills: <c>child NAME ...</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        ["child", .. string[] child] => Task.FromResult(RunChild(child)),
        _ when args.Any(argument => argument is "--server" or "--internal-msbuild-node") =>
            TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };

    private static int RunChild(string[] args) => args switch
    {
        [VenueChild.Command, string file] => VenueChild.Run(file),
        [OwnerChild.Command, string file, string sent, string killAt, string isSent] =>
            OwnerChild.Run(file, sent, killAt, isSent),
        _ => throw new ArgumentException($"no child is called {string.Join(' ', args)}"),
    };
}
