using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Strategies.Risk.Files;

namespace Strategies.Edge.Hosting;

/// <summary>
/// Holds what a request brings against what its endpoint takes, before the framework makes values of it: that takes the last
/// of two equal keys, texts for numbers, and any query. Bodies are read as files of configuration are. Every endpoint comes by
/// here, since it is the routing that says what each takes.
/// </summary>
internal static class RequestShape
{
    private const string Title = "the request cannot be read";
    private const string Description = "/openapi/v1.json describes what it takes";

    internal static async Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint)
        {
            CheckQuery(context.Request.Query, QueryNames(endpoint));
            if (BodyType(endpoint) is { } type)
            {
                await CheckBody(context.Request, type, context.RequestAborted);
            }
        }

        await next(context);
    }

    /// <summary>What an endpoint makes of a body; null when it takes none.</summary>
    internal static Type? BodyType(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;

    /// <summary>The query parameters that an endpoint takes: of its method those that are neither of the path nor objects.</summary>
    internal static string[] QueryNames(RouteEndpoint endpoint) =>
    [
        .. (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
            .Where(parameter => IsSimple(parameter.ParameterType) && endpoint.RoutePattern.GetParameter(parameter.Name!) is null)
            .Select(parameter => parameter.Name!),
    ];

    private static bool IsSimple(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(string) || bare.IsPrimitive || bare.IsEnum || bare == typeof(decimal);
    }

    private static void CheckQuery(IQueryCollection query, string[] known)
    {
        foreach ((string name, StringValues values) in query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                string takes = known.Length == 0 ? "none" : string.Join(", ", known);
                throw Refuse($"the query has an unknown parameter '{name}'", $"it takes {takes}");
            }

            if (values.Count > 1)
            {
                throw Refuse($"the query has '{name}' {values.Count} times", "keep one of them");
            }
        }
    }

    private static async Task CheckBody(HttpRequest request, Type type, CancellationToken stop)
    {
        MemoryStream body = new();
        await request.Body.CopyToAsync(body, stop);
        if (body.Length == 0)
        {
            throw Refuse("the body is empty", "send an object in JSON");
        }

        if (!request.HasJsonContentType())
        {
            throw new EdgeException(
                StatusCodes.Status415UnsupportedMediaType,
                "the body is not JSON",
                $"its Content-Type is '{request.ContentType}'",
                "send Content-Type: application/json");
        }

        try
        {
            ConfigFile.CheckRequest(body.GetBuffer().AsSpan(0, (int)body.Length), type, "the body");
        }
        catch (ConfigException exception)
        {
            string place = exception.Place.Length > 0 ? $"the body, {exception.Place}" : "the body";
            throw Refuse($"{place}: {exception.Problem}", exception.Hint);
        }

        body.Position = 0;
        request.Body = body;
    }

    private static EdgeException Refuse(string detail, string hint) =>
        new(StatusCodes.Status400BadRequest, Title, detail, $"{hint}; {Description}");
}
