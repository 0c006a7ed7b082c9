using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Tokens;

namespace Strategies.Cli.Remote;

/// <summary>Asks the edge of a cell on this host.</summary>
internal sealed class EdgeClient : IDisposable
{
    /// <summary>A deployment is rehearsed for up to a minute and decided within another.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);

    private readonly CellSetup _setup;
    private readonly HttpClient _client;

    /// <param name="setup">The cell.</param>
    /// <param name="token">The token to use; null for the local operator's.</param>
    /// <param name="needed">The role that the request needs.</param>
    /// <exception cref="CellException">There is no token to use.</exception>
    internal EdgeClient(CellSetup setup, string? token, EdgeRole needed)
    {
        _setup = setup;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{setup.Config.Edge.Port}"),
            Timeout = Longest,
        };
        _client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", string.IsNullOrEmpty(token) ? OwnToken(setup, needed) : token);
    }

    /// <summary>How long an answer is waited for.</summary>
    internal TimeSpan Patience
    {
        set => _client.Timeout = value;
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="CellException">The edge does not answer.</exception>
    internal EdgeAnswer Ask(HttpMethod method, string path, object? body = null)
    {
        try
        {
            return AskAsync(method, path, body).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            string why = exception is TaskCanceledException ? "it is silent" : exception.Message;
            throw new CellException(
                $"cell {_setup.Cell}, {_client.BaseAddress}",
                $"the edge does not answer: {why}",
                $"strat up --cell {_setup.File} starts the cell; strat status --cell {_setup.File} shows what runs");
        }
    }

    /// <summary>Reads the metrics and drops them.</summary>
    /// <returns>How many characters they had.</returns>
    /// <exception cref="CellException">The edge does not answer.</exception>
    internal int Scrape()
    {
        try
        {
            return _client.GetStringAsync("/metrics").GetAwaiter().GetResult().Length;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            throw new CellException($"cell {_setup.Cell}", $"the edge does not answer: {exception.Message}", "try again");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The weakest of the local operator's tokens that will do.</summary>
    private static string OwnToken(CellSetup setup, EdgeRole needed)
    {
        string file = setup.Config.Edge.Tokens;
        IReadOnlyList<SecretToken> secrets = TokenFile.ReadSecrets(file);
        return secrets.Where(secret => EdgeRoles.May(secret.Role, needed)).OrderBy(secret => secret.Role)
            .FirstOrDefault()?.Token ?? throw new CellException(
                TokenFile.SecretFileOf(file),
                $"there is no token of the role {EdgeRoles.NameOf(needed)}",
                "give --token, or set STRATEGIES_TOKEN; strat up makes the local operator's tokens");
    }

    private async Task<EdgeAnswer> AskAsync(HttpMethod method, string path, object? body)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using HttpResponseMessage response = await _client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return new EdgeAnswer((int)response.StatusCode, Parse(response.StatusCode, text));
    }

    private JsonElement Parse(HttpStatusCode status, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new CellException(
                $"cell {_setup.Cell}, {_client.BaseAddress}",
                $"what answers there is no edge: {(int)status}",
                "another program listens on that port: set edge.port in the cell's file");
        }
    }
}
