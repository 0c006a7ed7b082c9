using System.Text.Json;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Tokens;
using Strategies.Cli.Remote;
using Strategies.Edge.Views;

namespace Strategies.Cli.Cells;

/// <summary>Asks a cell's edge for what it alone knows: its view of the day, which it has from the journal.</summary>
/// <param name="setup">The cell.</param>
/// <param name="token">The token to use; null for the local operator's.</param>
/// <param name="patience">How long an edge that hangs is waited for.</param>
internal sealed class EdgeStatusReader(CellSetup setup, string? token, TimeSpan patience)
{
    /// <summary>One that lacks something that this build shows is refused; one that has more is not.</summary>
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Asks once.</summary>
    /// <returns>What the edge says, or why it does not.</returns>
    internal (CellStatusView? View, string Problem) Read()
    {
        try
        {
            using EdgeClient client = new(setup, token, EdgeRole.Viewer) { Patience = patience };
            EdgeAnswer answer = client.Ask(HttpMethod.Get, "/api/status");
            return answer.IsGood
                ? (answer.Body.Deserialize<CellStatusView>(Options), "")
                : (null, $"the edge does not answer this: {answer.Problem}");
        }
        catch (CellException exception)
        {
            return (null, exception.Problem.StartsWith("the edge", StringComparison.Ordinal)
                ? exception.Problem
                : $"the edge is not asked: {exception.Problem}");
        }
        catch (JsonException)
        {
            return (null, "the edge does not answer as this build understands it: it is of another one");
        }
    }
}
