using Serilog;
using Strategies.Cell.Clients;
using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Cell.Tokens;
using Strategies.Edge.Commands;
using Strategies.Edge.Deployments;
using Strategies.Edge.Metrics;
using Strategies.Journal.Store;
using Strategies.Plugins.Packages;
using Strategies.Projection;
using Strategies.Records;

namespace Strategies.Edge.Hosting;

/// <summary>What an edge is made of, put together.</summary>
internal sealed class EdgeServices : IDisposable
{
    private readonly CommandClient _commands;
    private readonly CommandClient _deployments;

    /// <exception cref="Cell.CellException">The tokens cannot be used.</exception>
    /// <exception cref="Ipc.IpcException">A ring cannot be had: another edge runs, above all.</exception>
    internal EdgeServices(CellSetup setup, CellRegions regions, ILogger log, TimeProvider time)
    {
        Setup = setup;
        Log = log;
        Tokens = new TokenBook(setup.Config.Edge.Tokens, log, time);
        ProcessWatch watch = new(regions);
        Rehearsals = new RehearsalClient(regions, watch, log);
        Tail = new JournalTail(setup.Paths.Journal, log);
        Reader = new CellReader(setup, regions);
        Metrics = new CellMetrics(setup.Cell, Reader, Tail);
        ContentStore store = new(setup.Paths.Store);
        Alerts = new CellAlerts(setup.Paths);
        Packages = new StorePackages(store);
        Labels = new VersionLabels(Packages);
        Parameters = new ParameterCatalog(store);
        OutcomeWatch outcomes = new(Tail);
        _commands = new CommandClient(regions, watch, CellRegions.CommandRing, SourceIds.Commands);
        _deployments = new CommandClient(regions, watch, CellRegions.DeploymentRing, SourceIds.Deployments);
        Commands = new CommandService(regions, _commands, Tail, outcomes, Parameters, Counts);
        Deployments = new DeploymentService(
            _deployments, Rehearsals, watch, Tail, outcomes, Packages, Labels, Counts, Alerts, log);
        Losses = new LossPreview(Rehearsals, Tail, Labels);
    }

    internal CellSetup Setup { get; }

    internal ILogger Log { get; }

    internal EdgeCounts Counts { get; } = new();

    internal TokenBook Tokens { get; }

    internal JournalTail Tail { get; }

    internal CellReader Reader { get; }

    internal CellMetrics Metrics { get; }

    internal CellAlerts Alerts { get; }

    internal StorePackages Packages { get; }

    internal VersionLabels Labels { get; }

    internal ParameterCatalog Parameters { get; }

    internal RehearsalClient Rehearsals { get; }

    internal CommandService Commands { get; }

    internal DeploymentService Deployments { get; }

    internal LossPreview Losses { get; }

    /// <summary>Stops following and gives all rings back.</summary>
    public void Dispose()
    {
        Deployments.Dispose();
        Rehearsals.Dispose();
        Tail.Dispose();
        _commands.Dispose();
        _deployments.Dispose();
    }
}
