using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strategies.Cell.Tokens;
using Strategies.Edge.Auth;
using Strategies.Edge.Commands;
using Strategies.Edge.Hosting;
using Strategies.Records;

namespace Strategies.Edge.Endpoints;

/// <summary>Commands that the core's hot thread obeys; each is answered with what became of it.</summary>
internal static class CommandEndpoints
{
    internal static void Map(IEndpointRouteBuilder app, EdgeServices parts)
    {
        CommandService desk = parts.Commands;
        app.MapPost("/api/slots/{slot}/start", (string slot, ReasonRequest request, HttpContext context) =>
            desk.Control(slot, SlotAction.Start, request.Reason, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Operator, "Starts a stopped slot");
        app.MapPost("/api/slots/{slot}/stop", (string slot, ReasonRequest request, HttpContext context) =>
            desk.Control(slot, SlotAction.Stop, request.Reason, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Operator, "Stops a slot and cancels its working orders");
        app.MapPost("/api/slots/{slot}/quarantine", (string slot, ReasonRequest request, HttpContext context) =>
            desk.Control(slot, SlotAction.Quarantine, request.Reason, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Operator, "Quarantines a slot without calling its version, and cancels its working orders");
        app.MapPost("/api/slots/{slot}/parameters", (string slot, ParameterRequest request, HttpContext context) =>
            desk.SetParameter(slot, request, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Operator, "Sets a parameter of the version in a slot");
        app.MapPost("/api/flatten", (FlattenRequest request, HttpContext context) =>
            desk.Flatten(request, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Operator, "Flattens a slot or an account: stops, cancels, and closes positions once");
        app.MapPost("/api/limits", (LimitRequest request, HttpContext context) =>
            desk.SetLimit(request, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Risk, "Changes one limit");
        app.MapPost("/api/kill", (KillRequest request, HttpContext context) =>
            desk.Kill(request, isSet: true, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Risk, "Sets a kill switch; of the firm also past the core");
        app.MapPost("/api/release", (KillRequest request, HttpContext context) =>
            desk.Kill(request, isSet: false, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Risk, "Releases a kill switch");
        app.MapPost("/api/day/end", (ReasonRequest request, HttpContext context) =>
            desk.EndDay(request.Reason, WhoOf(context), context.RequestAborted))
            .Needs(EdgeRole.Admin, "Ends the trading day");
    }

    private static string WhoOf(HttpContext context) => TokenGuard.HolderOf(context).Name;
}
