using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strategies.Cell.Tokens;
using Strategies.Edge.Auth;
using Strategies.Edge.Commands;
using Strategies.Edge.Deployments;
using Strategies.Edge.Hosting;
using Strategies.Edge.Views;

namespace Strategies.Edge.Endpoints;

/// <summary>Versions into slots and back.</summary>
internal static class DeploymentEndpoints
{
    internal static void Map(IEndpointRouteBuilder app, EdgeServices parts)
    {
        DeploymentService desk = parts.Deployments;
        app.MapPost(
            "/api/slots/{slot}/deploy",
            (string slot, DeployRequest request, bool? rehearse, bool? wait, HttpContext context) =>
                Deploy(desk, slot, request, rehearse ?? true, wait ?? false, context))
            .Needs(EdgeRole.Operator, "Rehearses a version of the store and brings it into a slot");
        app.MapPost("/api/slots/{slot}/rollback", (string slot, RollbackRequest request, bool? wait, HttpContext context) =>
            Answer(desk.Rollback(slot, request, TokenGuard.HolderOf(context).Name), wait ?? false, context))
            .Needs(EdgeRole.Operator, "Brings a slot's previous version back");
        app.MapGet("/api/deployments", () => desk.All.OrderBy(one => one.Id, StringComparer.Ordinal))
            .Needs(EdgeRole.Viewer, "Deployments that were asked of this edge");
        app.MapGet("/api/deployments/{id}", (string id) => desk.Find(id)?.View() ?? throw new EdgeException(
            StatusCodes.Status404NotFound,
            "there is no such deployment",
            $"this edge knows none of the id '{id}'",
            "/api/swaps has all that reached the journal, those before the edge's start too"))
            .Needs(EdgeRole.Viewer, "How far a deployment is");
        app.MapGet("/api/slots/{slot}/loss", (string slot, HttpContext context) => parts.Losses.Of(slot, context.RequestAborted))
            .Needs(EdgeRole.Operator, "What a quarantine or a fresh deployment would lose; the follower asks the version for its state");
        app.MapPost("/api/slots/{slot}/shadow", (string slot, ShadowRequest request, HttpContext context) =>
            desk.Shadow(slot, request.Hash, context.RequestAborted))
            .Needs(EdgeRole.Operator, "Runs a version beside the live one; its orders go nowhere");
        app.MapDelete("/api/slots/{slot}/shadow", (string slot, HttpContext context) =>
            desk.Shadow(slot, hash: null, context.RequestAborted))
            .Needs(EdgeRole.Operator, "Ends the shadow of a slot");
    }

    private static Task<IResult> Deploy(
        DeploymentService desk, string slot, DeployRequest request, bool isRehearsed, bool mayWait, HttpContext context)
    {
        NamedToken holder = TokenGuard.HolderOf(context);
        if (!isRehearsed && !EdgeRoles.May(holder.Role, EdgeRole.Admin))
        {
            throw new EdgeException(
                StatusCodes.Status403Forbidden,
                "this role may not do that",
                $"'{holder.Name}' has the role {EdgeRoles.NameOf(holder.Role)}; admin is needed for rehearse=false",
                "deploy with the rehearsal, or use an admin's token");
        }

        return Answer(desk.Deploy(slot, request, isRehearsed, holder.Name), mayWait, context);
    }

    private static async Task<IResult> Answer(Deployment deployment, bool mayWait, HttpContext context)
    {
        if (!mayWait)
        {
            return Results.Accepted($"/api/deployments/{deployment.Id}", deployment.View());
        }

        await deployment.End.WaitAsync(context.RequestAborted);
        DeploymentView view = deployment.View();
        return deployment.State == DeploymentState.Committed ? Results.Ok(view) : throw new EdgeException(
            deployment.State == DeploymentState.Refused ? StatusCodes.Status409Conflict : StatusCodes.Status504GatewayTimeout,
            deployment.State == DeploymentState.Refused ? "the version is not in the slot" : "it is not decided yet",
            view.Detail,
            view.Hint)
        {
            More = { ["deployment"] = view },
        };
    }
}
