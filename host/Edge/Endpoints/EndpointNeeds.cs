using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Strategies.Cell.Tokens;
using Strategies.Edge.Auth;

namespace Strategies.Edge.Endpoints;

/// <summary>Says of an endpoint which role it needs and what it does.</summary>
internal static class EndpointNeeds
{
    internal static TBuilder Needs<TBuilder>(this TBuilder endpoint, EdgeRole role, string summary)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(new NeededRole(role));
        endpoint.WithSummary(summary);
        endpoint.WithDescription($"{summary}. Needs a token of role {EdgeRoles.NameOf(role)} or admin.");
        return endpoint;
    }
}
