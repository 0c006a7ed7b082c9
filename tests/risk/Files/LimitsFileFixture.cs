using System.Text;
using Strategies.Risk.Files;

namespace Strategies.Risk.Tests.Files;

/// <summary>Names for limits files in tests.</summary>
internal static class LimitsFileFixture
{
    public static LimitNames Names { get; } = new(
        GateFixture.Universe,
        new Dictionary<string, int> { ["maker"] = 1, ["taker"] = 2 },
        new Dictionary<string, int> { ["HOUSE"] = 1, ["CLIENT.7"] = 2 });

    public static LimitsFile Parse(string text) => LimitsFile.Parse(Encoding.UTF8.GetBytes(text), "limits.json", Names);

    /// <summary>A file whose only entry begins at line 5.</summary>
    public static string With(string entry) => $$"""
        {
          "version": 1,
          "currency": "USD",
          "limits": [
            {{entry}}
          ]
        }
        """;
}
