using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Strategies.Edge.Hosting;

namespace Strategies.Edge.Tests.Support;

/// <summary>An edge in this process on a port of its own, and a client for each role.</summary>
internal sealed class TestEdge : ILogEventSink, IDisposable
{
    private readonly TestCell _cell;
    private readonly EdgeHost _host;
    private readonly HttpClient _client;

    internal TestEdge(TestCell cell, TimeProvider? time = null)
    {
        _cell = cell;
        Logger log = new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(this).CreateLogger();
        Parts = new EdgeServices(cell.Setup, cell.Regions, log, time ?? TimeProvider.System);
        _host = EdgeHost.Start(Parts, port: 0).GetAwaiter().GetResult();
        _client = new HttpClient { BaseAddress = _host.Address };
    }

    internal EdgeServices Parts { get; }

    internal List<string> Log { get; } = [];

    internal IEnumerable<Microsoft.AspNetCore.Routing.RouteEndpoint> Endpoints => _host.Endpoints;

    internal Uri Address => _host.Address;

    public void Emit(LogEvent logEvent)
    {
        lock (Log)
        {
            Log.Add(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    internal Answer Get(string path, string role = "viewer") => Send(HttpMethod.Get, path, role, body: null);

    internal Answer Post(string path, object body, string role) => Send(HttpMethod.Post, path, role, body);

    internal Answer Send(HttpMethod method, string path, string role, object? body) =>
        SendWith(method, path, $"Bearer {_cell.TokenOf(role)}", body);

    /// <param name="authorization">The header as it is; null for none.</param>
    internal Answer SendWith(HttpMethod method, string path, string? authorization, object? body = null)
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using HttpResponseMessage response = _client.Send(request);
        using StreamReader reader = new(response.Content.ReadAsStream());
        return new Answer(response.StatusCode, response.Content.Headers.ContentType, reader.ReadToEnd());
    }

    /// <summary>All that an answer says, headers and text.</summary>
    internal (string Headers, string Text) Everything(HttpMethod method, string path, string authorization)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using HttpResponseMessage response = _client.Send(request);
        using StreamReader reader = new(response.Content.ReadAsStream());
        return ($"{response.Headers}{response.Content.Headers}", reader.ReadToEnd());
    }

    /// <summary>Sends bytes as they are, in the name of an admin.</summary>
    internal Answer SendBytes(HttpMethod method, string path, byte[] body, string contentType = "application/json")
    {
        using HttpRequestMessage request = new(method, path);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_cell.TokenOf("admin")}");
        using HttpResponseMessage response = _client.Send(request);
        using StreamReader reader = new(response.Content.ReadAsStream());
        return new Answer(response.StatusCode, response.Content.Headers.ContentType, reader.ReadToEnd());
    }

    /// <summary>Waits until the projection has what the core has.</summary>
    internal void AwaitDay() => Patience.Until("the day", () =>
        Parts.Tail.Read(day => day.IsNamed && day.Slots.Count > 0)
        && Parts.Reader.CoreSequence() - (long)Parts.Tail.LastSequence < 100);

    public void Dispose()
    {
        _client.Dispose();
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Parts.Dispose();
    }

    internal sealed record Answer(HttpStatusCode Status, MediaTypeHeaderValue? Type, string Text)
    {
        internal JsonElement Json => JsonDocument.Parse(Text).RootElement;

        internal string this[string name] => Json.GetProperty(name).ToString();

        internal Answer Require(HttpStatusCode status)
        {
            Assert.True(Status == status, $"{(int)Status}: {Text}");
            return this;
        }

        /// <summary>A problem with all that a person needs.</summary>
        internal Answer RequireProblem(int status)
        {
            Require((HttpStatusCode)status);
            Assert.Equal("application/problem+json", Type?.MediaType);
            Assert.NotEmpty(this["title"]);
            Assert.NotEmpty(this["hint"]);
            Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
            return this;
        }
    }
}
