using System.Text;
using Strategies.Edge.Hosting;
using Strategies.Records;
using Strategies.Risk.Naming;

namespace Strategies.Edge.Commands;

/// <summary>Who and why, as records hold them.</summary>
internal static class CommandText
{
    /// <summary>A reason must be given, and be whole in the record.</summary>
    /// <exception cref="EdgeException">400: it is empty or too long, or would do something to a terminal.</exception>
    internal static Text200 Reason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new EdgeException(400, "a reason is needed", "it is empty", "say why: it stands in the journal for good");
        }

        if (ControlText.IsIn(reason))
        {
            throw new EdgeException(
                400, "the reason cannot be written", "it has a control character", "write it on one line, in letters, digits and signs");
        }

        int bytes = Encoding.UTF8.GetByteCount(reason);
        return bytes <= RecordSizes.Text ? Text200.From(reason) : throw new EdgeException(
            400, "the reason is too long", $"it has {bytes} bytes", $"use at most {RecordSizes.Text}");
    }
}
