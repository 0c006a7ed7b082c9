namespace Strategies.Plugins.Checking;

/// <summary>What to do instead of things that are no members of the framework: those have their hints in <c>allowed.txt</c>.</summary>
internal static class RefusalHints
{
    /// <summary>For pointers and native code.</summary>
    internal const string Memory = "a wild write cannot be quarantined; use spans and arrays";

    /// <summary>For methods that lock.</summary>
    internal const string Threads = "the engine calls a strategy on one thread; keep the work in its callbacks";

    /// <summary>For hash codes that are used as numbers.</summary>
    internal const string HashCode = "hash codes differ from process to process; combine the numbers yourself";
}
