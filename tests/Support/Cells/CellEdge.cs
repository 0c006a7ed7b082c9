using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Tokens;

namespace Strategies.Cells;

/// <summary>Asks a cell's edge, as an operator does.</summary>
public sealed class CellEdge : IDisposable
{
    private readonly HttpClient _client;

    internal CellEdge(CellSetup setup)
    {
        string token = TokenFile.ReadSecrets(setup.Config.Edge.Tokens).First(secret => secret.Role == EdgeRole.Admin).Token;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{setup.Config.Edge.Port}"),
            Timeout = TimeSpan.FromSeconds(150),
        };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Asks for something to be done.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">What is asked; null for nothing.</param>
    /// <returns>Status and answer; status 0 when the edge does not answer, which one that was just killed does not.</returns>
    public (int Status, JsonElement Answer) Post(string path, object? body) => Ask(HttpMethod.Post, path, body);

    /// <summary>Asks for something to be shown.</summary>
    /// <param name="path">The path.</param>
    /// <returns>As <see cref="Post"/>.</returns>
    public (int Status, JsonElement Answer) Get(string path) => Ask(HttpMethod.Get, path, null);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private (int Status, JsonElement Answer) Ask(HttpMethod method, string path, object? body)
    {
        try
        {
            using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using HttpResponseMessage response = _client.Send(request);
            using StreamReader reader = new(response.Content.ReadAsStream());
            string text = reader.ReadToEnd();
            using JsonDocument document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
            return ((int)response.StatusCode, document.RootElement.Clone());
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            return (0, default);
        }
    }
}
