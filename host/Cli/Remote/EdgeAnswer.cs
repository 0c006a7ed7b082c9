using System.Text.Json;
using Strategies.Cell.Processes;

namespace Strategies.Cli.Remote;

/// <summary>What an edge said.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The answer, or the problem.</param>
internal sealed record EdgeAnswer(int Status, JsonElement Body)
{
    private const int Forbidden = 403;
    private const int Unauthorized = 401;
    private const int Conflict = 409;
    private const int TimedOut = 504;

    internal bool IsGood => Status is >= 200 and < 300;

    /// <summary>What a caller's exit code says of it.</summary>
    internal int ExitCode => IsGood ? Cell.Processes.ExitCode.Success
        : Status is Conflict or TimedOut ? Cell.Processes.ExitCode.Difference
        : Cell.Processes.ExitCode.BadInput;

    /// <summary>What is wrong, in one sentence.</summary>
    internal string Problem
    {
        get
        {
            string title = Text("title");
            string detail = Text("detail");
            string what = title.Length == 0 ? $"the edge answered {Status}" : title;
            return detail.Length == 0 ? what : $"{what}: {detail}";
        }
    }

    internal string Hint => Text("hint") is { Length: > 0 } hint ? hint
        : Status is Unauthorized or Forbidden ? "give --token"
        : "";

    internal string Text(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out JsonElement value)
        ? value.ToString()
        : "";
}
