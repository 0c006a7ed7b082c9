using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strategies.Cell.Clients;
using Strategies.Cell.Processes;
using Strategies.Cell.Tokens;
using Strategies.Edge.Hosting;
using Strategies.Edge.Metrics;
using Strategies.Edge.Views;
using Strategies.Journal.Describe;
using Strategies.Projection;
using Strategies.Projection.Views;
using Strategies.Records;

namespace Strategies.Edge.Endpoints;

/// <summary>What a viewer sees.</summary>
internal static class StatusEndpoints
{
    private const int TailMax = 1_000;
    private const int OpenOrdersMax = 200;

    internal static void Map(IEndpointRouteBuilder app, EdgeServices parts)
    {
        app.MapGet("/api/cell", () => CellIdentity.Of(parts.Setup)).Needs(EdgeRole.Viewer, "Which cell's edge this is");
        app.MapGet("/api/status", () => Status(parts)).Needs(EdgeRole.Viewer, "The cell at a glance");
        app.MapGet("/api/slots", () => parts.Labels.Label(parts.Tail.Read(day => day.SlotViews())))
            .Needs(EdgeRole.Viewer, "The slots");
        app.MapGet("/api/slots/{slot}/orders", (string slot) => parts.Tail.Read(day =>
            day.OpenOrders.Of(Commands.ScopeReader.Slot(day, slot).Number, day.Names)))
            .Needs(EdgeRole.Viewer, "Working orders of a slot");
        app.MapGet("/api/slots/{slot}/parameters", (string slot) => Parameters(parts, slot))
            .Needs(EdgeRole.Viewer, "Parameters of the version in a slot: values, defaults, ranges, who set them");
        app.MapGet("/api/positions", () => parts.Tail.Read(day => day.Positions()))
            .Needs(EdgeRole.Viewer, "Positions and profit per slot and instrument");
        app.MapGet("/api/limits", () => parts.Tail.Read(day => day.Limits()))
            .Needs(EdgeRole.Viewer, "The limits in force");
        app.MapGet("/api/limits/history", () => parts.Tail.Read(day => day.LimitHistory.ToArray()))
            .Needs(EdgeRole.Viewer, "Limits that were changed: who, when, from what to what, why");
        app.MapGet("/api/parameters", () => parts.Tail.Read(day => day.Parameters()))
            .Needs(EdgeRole.Viewer, "Parameters that were set");
        app.MapGet("/api/parameters/history", () => parts.Tail.Read(day => day.ParameterHistory.ToArray()))
            .Needs(EdgeRole.Viewer, "Parameters that were changed: who, when, from what to what, why");
        app.MapGet("/api/kills", () => parts.Tail.Read(day => day.Kills()))
            .Needs(EdgeRole.Viewer, "Kill switches that are set");
        app.MapGet("/api/alerts", () => parts.Alerts.With(parts.Tail.Read(day => day.Alerts.ToArray())))
            .Needs(EdgeRole.Viewer, "The last 200 alerts, of the engine and of the cell's processes");
        app.MapGet("/api/swaps", () => parts.Tail.Read(day => day.Swaps.ToArray()))
            .Needs(EdgeRole.Viewer, "The day's deployments, swaps and rollbacks as the journal has them");
        app.MapGet("/api/store", () => parts.Packages.List())
            .Needs(EdgeRole.Viewer, "Packages in the store");
        app.MapGet("/api/journal/tail", (int? count, bool? outputs) => Tail(parts, count ?? 20, outputs ?? false))
            .Needs(EdgeRole.Viewer, "The journal's last records in words");
    }

    private static CellStatusView Status(EdgeServices parts)
    {
        // Memory is read first: the projection's lock is held for what is its own only.
        CellReader reader = parts.Reader;
        LagView lag = LagReader.Read(reader, parts.Tail);
        (long core, long durable, FlagsView? flags) = (reader.CoreSequence(), LagReader.DurableSequence(reader), reader.Flags());
        (ProcessView[] processes, RingView[] rings) = ([.. reader.Processes()], [.. reader.Rings()]);
        (LatencyView? tickToOrder, LongestTurnView? longestTurn) = (reader.TickToOrder(), reader.LongestTurn());
        CellStatusView status = parts.Tail.Read(day => new CellStatusView(
            parts.Setup.Cell,
            core,
            durable,
            lag,
            flags,
            day.View(lag.Edge, parts.Tail.IsCaughtUp),
            processes,
            rings,
            day.SlotViews(),
            day.Kills(),
            day.Positions(),
            day.OpenOrders.First(OpenOrdersMax, day.Names),
            tickToOrder,
            longestTurn,
            parts.Alerts.With(day.Alerts)));
        return status with { Slots = parts.Labels.Label(status.Slots) };
    }

    private static SlotParameterView[] Parameters(EdgeServices parts, string slot)
    {
        (Hash256 hash, ParameterView[] set) =
            parts.Tail.Read(day => (Commands.ScopeReader.Slot(day, slot).PackageHash, day.Parameters()));
        return parts.Parameters.Show(slot, hash, set);
    }

    private static IReadOnlyList<string> Tail(EdgeServices parts, int count, bool areOutputs) => count is >= 1 and <= TailMax
        ? TailReader.Read(parts.Setup.Paths.Journal, parts.Tail.LastSequence, count, areOutputs)
        : throw new EdgeException(
            StatusCodes.Status400BadRequest, "so many cannot be shown", $"count is {count}", $"use 1 to {TailMax}");
}
