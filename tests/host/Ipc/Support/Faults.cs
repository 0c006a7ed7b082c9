namespace Strategies.Ipc.Tests.Support;

internal static class Faults
{
    /// <summary>The work fails with this fault, a message with all these words, and a hint.</summary>
    internal static IpcException Expect(IpcFault fault, Action work, params string[] words)
    {
        IpcException failure = Assert.Throws<IpcException>(work);
        Assert.True(failure.Fault == fault, $"{failure.Fault}, not {fault}: {failure.Message}");
        Assert.All(words, word => Assert.Contains(word, failure.Message));
        Assert.NotEmpty(failure.Hint);
        return failure;
    }
}
