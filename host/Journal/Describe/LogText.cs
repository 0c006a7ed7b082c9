using System.Globalization;
using System.Text;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>
/// Puts a strategy's log line together: <c>{0}</c> is the first number, and behind a colon stands what it is:
/// <c>{0:price}</c> a price's raw value, <c>{0:order}</c> an order's identifier, <c>{0:reason}</c> a
/// <see cref="RejectReason"/>, <c>{0:time}</c> ns since 1970-01-01 UTC.
/// Allocates: never for a hot path.
/// </summary>
public static class LogText
{
    /// <summary>The line with its numbers in it. What is no placeholder stays as it is.</summary>
    /// <param name="log">The record's payload.</param>
    public static string Fill(in LogPayload log)
    {
        string template = log.Template.ToString();
        StringBuilder line = new(template.Length + 32);
        for (int at = 0; at < template.Length;)
        {
            int end = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (end > 0 && TryValue(template[(at + 1)..end], in log, out string value))
            {
                line.Append(value);
                at = end + 1;
            }
            else
            {
                line.Append(template[at++]);
            }
        }

        return line.ToString();
    }

    private static bool TryValue(string placeholder, in LogPayload log, out string value)
    {
        string[] parts = placeholder.Split(':', 2);
        (bool isArgument, long argument) = parts[0] switch
        {
            "0" => (true, log.Argument0),
            "1" => (true, log.Argument1),
            "2" => (true, log.Argument2),
            _ => (false, 0),
        };
        string? text = parts.Length == 1 ? argument.ToString(CultureInfo.InvariantCulture) : parts[1] switch
        {
            "price" => new Price(argument).ToString(),
            "order" => new OrderId((ulong)argument).ToString(),
            "reason" when argument is >= 0 and <= byte.MaxValue => ((RejectReason)argument).ToString(),
            "time" => FieldText.Time(argument),
            _ => null,
        };
        value = text ?? "";
        return isArgument && text is not null;
    }
}
