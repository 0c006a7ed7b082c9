using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Prometheus;
using Serilog;
using Serilog.Events;
using Strategies.Cell;
using Strategies.Cell.Clients;
using Strategies.Cell.Tokens;
using Strategies.Edge.Auth;
using Strategies.Edge.Endpoints;

namespace Strategies.Edge.Hosting;

/// <summary>The web application of an edge, on loopback only.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private const int BodyBytesMax = 64 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly ILogger _log;

    private EdgeHost(WebApplication app, ILogger log)
    {
        _app = app;
        _log = log;
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address => new(_app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What it answers to.</summary>
    internal IEnumerable<RouteEndpoint> Endpoints =>
        _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Starts to answer.</summary>
    /// <param name="parts">What the edge is made of; they stay the caller's.</param>
    /// <param name="port">Port on loopback; 0 for any that is free.</param>
    /// <exception cref="CellException">The port is in use or may not be used.</exception>
    internal static async Task<EdgeHost> Start(EdgeServices parts, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "edge", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyBytesMax;
            options.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenApi();
        builder.Services.AddSerilog(Quiet(parts.Log));
        builder.Services.AddSingleton<IHostLifetime, EdgeLifetime>();
        builder.Services.ConfigureHttpJsonOptions(options => EdgeJson.Set(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        WebApplication app = builder.Build();
        Compose(app, parts);
        await Listen(app, port);
        return new EdgeHost(app, parts.Log);
    }

    /// <summary>Lets requests end, and closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        try
        {
            await _app.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _log.Warning("requests that did not end in time were cut off");
        }

        await _app.DisposeAsync();
    }

    private static void Compose(WebApplication app, EdgeServices parts)
    {
        CellIdentity identity = CellIdentity.Of(parts.Setup);
        app.Use(next => context => Name(context, next, identity));
        app.Use(next => context => Count(context, next, parts));
        app.Use(next => context => new ProblemWriter(parts.Log).Guard(context, next));
        app.UseRouting();
        TokenGuard guard = new(parts.Tokens, parts.Counts);
        app.Use(next => context => guard.Check(context, next));
        app.Use(next => context => RequestShape.Check(context, next));
        app.MapMetrics("/metrics", parts.Metrics.Registry).Needs(EdgeRole.Viewer, "Metrics for Prometheus");
        app.MapOpenApi().Needs(EdgeRole.Viewer, "This description");
        StatusEndpoints.Map(app, parts);
        CommandEndpoints.Map(app, parts);
        DeploymentEndpoints.Map(app, parts);
        TokenEndpoints.Map(app, parts);
    }

    /// <summary>Every answer says whose it is, a refusal too; its folder, which is a path of the host, to known tokens only.</summary>
    private static Task Name(HttpContext context, RequestDelegate next, CellIdentity identity)
    {
        context.Response.Headers[CellIdentity.CellHeader] = identity.CellText;
        context.Response.Headers[CellIdentity.HashHeader] = identity.FolderHash;
        context.Response.OnStarting(() =>
        {
            if (TokenGuard.TryHolderOf(context) is not null)
            {
                context.Response.Headers[CellIdentity.FolderHeader] = identity.FolderText;
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    private static async Task Count(HttpContext context, RequestDelegate next, EdgeServices parts)
    {
        await next(context);
        parts.Counts.CountRequest();
        string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        parts.Metrics.CountRequest(context.Request.Method, route, context.Response.StatusCode);
        bool isRead = context.Request.Method == HttpMethods.Get && context.Response.StatusCode < 400;
        parts.Log.Write(
            isRead ? LogEventLevel.Debug : LogEventLevel.Information,
            "{Method} {Path} {Status} for {Who}",
            context.Request.Method,
            context.Request.Path.Value,
            context.Response.StatusCode,
            TokenGuard.TryHolderOf(context)?.Name ?? "nobody");
    }

    private static async Task Listen(WebApplication app, int port)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw Refused(
                port,
                "the port is in use",
                "stop what listens there (ss -ltnp shows it), or set edge.port in the cell's file");
        }
        catch (SocketException exception)
        {
            throw Refused(port, $"the port cannot be used: {exception.Message}", "set another edge.port in the cell's file");
        }
    }

    private static CellException Refused(int port, string problem, string hint) => new($"127.0.0.1:{port}", problem, hint);

    /// <summary>The framework tells every request in several lines; the edge tells it in one.</summary>
    private static ILogger Quiet(ILogger log) => new LoggerConfiguration()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Logger(log)
        .CreateLogger();
}
