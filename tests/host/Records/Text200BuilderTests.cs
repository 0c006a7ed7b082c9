using System.Text;
using CsCheck;
using Strategies.Sdk;

namespace Strategies.Records.Tests;

public sealed class Text200BuilderTests
{
    [Fact]
    public void Words_numbers_names_and_calls_follow_each_other()
    {
        Text200Builder text = default;
        text.Add("a "u8);
        text.Add(long.MinValue);
        text.Add(" "u8);
        text.Add(Text32.From("slot"));
        text.Add(" "u8);
        text.Add(StrategyCall.OnTimer);
        text.Add(" "u8);
        text.Add(Text200.From("why"));
        Assert.Equal("a -9223372036854775808 slot OnTimer why", text.Text.ToString());
    }

    [Fact]
    public void Whatever_is_added_is_a_whole_beginning_of_it() => Gen.String.Array[0, 12].Sample(parts =>
    {
        string whole = string.Concat(parts.Select(part => part.Replace("\0", "")));
        Text200Builder text = default;
        foreach (string part in parts)
        {
            text.Add(Encoding.UTF8.GetBytes(part.Replace("\0", "")));
        }

        string expected = string.Concat(parts.Select(part =>
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part.Replace("\0", "")))));
        string actual = text.Text.ToString();
        Assert.StartsWith(actual, expected, StringComparison.Ordinal);
        Assert.True(actual == expected || Encoding.UTF8.GetByteCount(actual) > 196);
    });

    [Fact]
    public void Bytes_that_are_no_text_are_taken_without_complaint() => Gen.Byte.Array[0, 90].Array[0, 6].Sample(parts =>
    {
        Text200Builder text = default;
        foreach (byte[] part in parts)
        {
            text.Add(part);
        }

        Assert.NotNull(text.Text.ToString());
    });

    [Fact]
    public void Characters_are_added_as_UTF_8_and_what_is_none_is_replaced()
    {
        Text200Builder text = default;
        text.Add("Zürich €");
        text.Add("\ud800!");
        Assert.Equal("Zürich €\ufffd!", text.Text.ToString());
        text.Add(new string('x', 500));
        Assert.Equal(200, Encoding.UTF8.GetByteCount(text.Text.ToString()));
    }

    [Fact]
    public void Every_reason_for_a_refusal_has_its_name()
    {
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            Text200Builder text = default;
            text.Add(reason);
            Assert.Equal(reason.ToString(), text.Text.ToString());
        }
    }

    [Fact]
    public void Every_call_has_its_name()
    {
        foreach (StrategyCall call in Enum.GetValues<StrategyCall>())
        {
            Text200Builder text = default;
            text.Add(call);
            string expected = call switch
            {
                StrategyCall.None => "a callback",
                StrategyCall.SetParameter => "a parameter's setter",
                _ => call.ToString(),
            };
            Assert.Equal(expected, text.Text.ToString());
        }
    }
}
