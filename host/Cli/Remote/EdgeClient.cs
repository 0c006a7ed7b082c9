using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Strategies.Cell;
using Strategies.Cell.Clients;
using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Cell.Tokens;

namespace Strategies.Cli.Remote;

/// <summary>
/// Asks the edge of a cell on this host. Before it asks for anything to be done it makes sure that the edge that has the port
/// is this cell's; of every answer it looks at whose it is.
/// </summary>
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
    /// <exception cref="CellException">The edge does not answer, or another cell's does.</exception>
    internal EdgeAnswer Ask(HttpMethod method, string path, object? body = null) => Waiting(async () =>
    {
        if (method != HttpMethod.Get)
        {
            await AskAsync(HttpMethod.Get, "/api/cell", null);
        }

        return await AskAsync(method, path, body);
    });

    /// <summary>Reads the metrics and drops them.</summary>
    /// <returns>How many characters they had.</returns>
    /// <exception cref="CellException">The edge does not answer.</exception>
    internal int Scrape() => Waiting(async () => (await _client.GetStringAsync("/metrics")).Length);

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

    private T Waiting<T>(Func<Task<T>> ask)
    {
        try
        {
            return ask().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            string why = exception is TaskCanceledException ? "it is silent" : exception.Message;
            throw Fail(
                $"the edge does not answer: {why}",
                $"strat up --cell {_setup.File} starts the cell; strat status --cell {_setup.File} shows what runs");
        }
    }

    private async Task<EdgeAnswer> AskAsync(HttpMethod method, string path, object? body)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using HttpResponseMessage response = await _client.SendAsync(request);
        RequireOwn(response);
        string text = await response.Content.ReadAsStringAsync();
        return new EdgeAnswer((int)response.StatusCode, Parse(response.StatusCode, text));
    }

    /// <exception cref="CellException">It is not this cell's edge that answers.</exception>
    private void RequireOwn(HttpResponseMessage response)
    {
        CellIdentity own = CellIdentity.Of(_setup);
        string? hash = HeaderOf(response, CellIdentity.HashHeader);
        int? cell = CellIdentity.ReadCell(HeaderOf(response, CellIdentity.CellHeader), hash);
        if (cell is null)
        {
            throw Fail(
                $"the edge does not answer: what does has no cell's name, and said {(int)response.StatusCode}",
                "another program listens on that port, or an edge of another build: set edge.port in the cell's file, or start "
                + "the cell anew");
        }

        if (cell != own.Cell || hash != own.FolderHash)
        {
            string folder = CellIdentity.ReadFolder(HeaderOf(response, CellIdentity.FolderHeader))
                ?? FolderByHash(cell.Value, hash!) ?? "a folder that it tells to its own tokens only";
            throw Fail(
                $"the edge does not answer: the one of cell {cell} in {folder} has the port; nothing was done there",
                $"strat up --cell {_setup.File} starts this cell; where both are to run, give one of them another edge.port");
        }
    }

    /// <summary>The folder as this host's memory has it, where the user may look; null when it is not the one of the hash.</summary>
    private string? FolderByHash(int cell, string hash) =>
        CellMemory.FolderOf(_setup, cell) is { } folder && new CellIdentity(cell, folder).FolderHash == hash ? folder : null;

    private static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private JsonElement Parse(HttpStatusCode status, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw Fail($"the edge does not answer in JSON: it said {(int)status}", "its log has more; see strat status");
        }
    }

    private CellException Fail(string problem, string hint) =>
        new($"cell {_setup.Cell}, {_client.BaseAddress}", problem, hint);
}
