using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serilog;
using Strategies.Cell;
using Strategies.Cell.Clients;
using Strategies.Ipc;
using Strategies.Journal;
using Strategies.Plugins;
using Strategies.Plugins.Parameters;

namespace Strategies.Edge.Hosting;

/// <summary>Turns what an endpoint throws into <c>application/problem+json</c>: never a stack trace.</summary>
internal sealed class ProblemWriter(ILogger log)
{
    private const string Defect = "this is a defect of the edge";

    internal async Task Guard(HttpContext context, RequestDelegate next)
    {
        EdgeException? problem = null;
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
            {
                problem = OfStatus(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            problem = Explain(exception);
        }

        if (problem is not null && !context.Response.HasStarted)
        {
            await Write(context, problem);
        }
    }

    private EdgeException Explain(Exception exception)
    {
        EdgeException? known = exception switch
        {
            EdgeException edge => edge,
            BadHttpRequestException bad => new EdgeException(
                bad.StatusCode, "the request cannot be read", InnerMost(bad), "/openapi/v1.json describes what it takes"),
            PeerException peer => new EdgeException(peer.HasEnded ? 409 : 503, peer.Title, peer.Detail, peer.Hint),
            ParameterException parameter => Bad("the parameter cannot be set to that", parameter.Problem, parameter.Hint),
            PackageException package => Bad("the package cannot be used", package.Problem, package.Hint),
            CellException cell => Unavailable(cell.Message, cell.Hint),
            JournalException journal => Unavailable($"{journal.What} ({journal.File})", journal.Hint),
            IpcException ipc => Unavailable($"{ipc.What} ({ipc.File})", ipc.Hint),
            _ => null,
        };
        if (known is null)
        {
            log.Error(exception, "a request failed: {Problem}", exception.Message);
            known = new EdgeException(500, Defect, exception.GetType().Name, "the edge's log has it in full");
        }

        return known;
    }

    private static EdgeException Bad(string title, string detail, string hint) => new(400, title, detail, hint);

    private static EdgeException Unavailable(string detail, string hint) =>
        new(503, "something that is needed is not there", detail, hint);

    private static EdgeException OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        404 => new EdgeException(
            404, "there is no such thing", $"{context.Request.Path} is not known", "/openapi/v1.json lists what there is"),
        405 => new EdgeException(
            405, "that method is not possible here", $"{context.Request.Method} {context.Request.Path}",
            "/openapi/v1.json lists what there is"),
        415 => new EdgeException(
            415, "the body is not JSON", $"its Content-Type is '{context.Request.ContentType}'", "send Content-Type: application/json"),
        int status => new EdgeException(status, "the request is refused", "", "/openapi/v1.json describes what it takes"),
    };

    private static string InnerMost(Exception exception)
    {
        Exception inner = exception;
        while (inner.InnerException is { } next)
        {
            inner = next;
        }

        return inner.Message;
    }

    private static async Task Write(HttpContext context, EdgeException problem)
    {
        Dictionary<string, object?> body = new(problem.More)
        {
            ["status"] = problem.Status,
            ["title"] = problem.Title,
            ["detail"] = problem.Detail,
            ["hint"] = problem.Hint,
        };
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(body, EdgeJson.Options));
    }
}
