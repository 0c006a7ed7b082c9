using System.Diagnostics;

namespace Strategies.Supervisor;

/// <summary>A child that was started.</summary>
/// <param name="Child">The child.</param>
/// <param name="ErrorFile">Where its standard error goes.</param>
/// <param name="ErrorsFrom">Where in that file its words begin.</param>
/// <param name="StartedNs">When it was started, by the monotonic clock.</param>
internal sealed record StartedProcess(Process Child, string ErrorFile, long ErrorsFrom, long StartedNs)
{
    /// <summary>The last error that it wrote, and the hint that went with it; empty when there is none.</summary>
    internal (string Error, string Hint) LastError() => ErrorTail.Read(ErrorFile, ErrorsFrom);
}
