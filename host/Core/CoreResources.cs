using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Driver;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>
/// What a core trades with besides its engine and journal: shared memory, mapped and touched before anybody waits for it.
/// </summary>
public sealed class CoreResources : IDisposable
{
    private readonly ProcessContext _context;
    private CellCounters<CoreCounter>? _counters;

    private CoreResources(ProcessContext context, SlotDefinitionPayload[] slots)
    {
        _context = context;
        Slots = slots;
        CellSetup setup = context.Setup;
        Flags = CellRegions.Await(() => CellFlags.Open(context.Regions.Flags), context.Stopping);
        PeerMonitor = new PeerMonitor(context.Regions, setup);
        PeerMonitor.Look();
        Gaps = setup.Config.Core.GapMinutes is > 0 and int minutes ? new GapHistory(TimeSpan.FromMinutes(minutes)) : null;
    }

    /// <summary>The rings of trading.</summary>
    public required TradingRings Rings { get; init; }

    /// <summary>The session's clock.</summary>
    public required SessionClock Clock { get; init; }

    /// <summary>Latencies from packet to order.</summary>
    public required SharedHistogram TickToOrder { get; init; }

    /// <summary>The core's counters; of a core that takes over, only when it has.</summary>
    public CellCounters<CoreCounter> Counters => _counters!;

    /// <summary>The cell's flags.</summary>
    public CellFlags Flags { get; }

    /// <summary>The other processes.</summary>
    public PeerMonitor PeerMonitor { get; }

    /// <summary>What remembers the stops of the loop; null where nothing is to be judged.</summary>
    public GapHistory? Gaps { get; }

    /// <summary>The budgets of the slots.</summary>
    public SlotDefinitionPayload[] Slots { get; }

    /// <summary>Makes what a core needs, or takes over what an ended one left.</summary>
    /// <param name="context">Its process.</param>
    /// <param name="startup">Its engine, which knows how far the journal is.</param>
    /// <param name="counters">Its counters, which it has from its first moment on.</param>
    /// <exception cref="IpcException">Something cannot be had.</exception>
    public static CoreResources Make(ProcessContext context, CoreStartup startup, CellCounters<CoreCounter> counters)
    {
        // A new day begins a second in front of its first packet, one that goes on where its last record stands.
        long startNs = Math.Max(startup.Engine.TimeNs, startup.Packets.FirstExchangeTimeNs - 1_000_000_000);
        return new CoreResources(context, [.. SlotDefinitions.Of(startup.Setup)])
        {
            Rings = TradingRings.Make(context.Setup, context.Regions, startup.Engine),
            Clock = SessionClock.Create(context.Regions.Clock, startNs, context.Setup.Config.Speed),
            TickToOrder = CellRegions.AdoptOrReplace(
                stale => SharedHistogram.Create(context.Regions.TickToOrder, stale)),
            _counters = counters,
        };
    }

    /// <summary>Maps what a running core has, for the moment at which it lets go.</summary>
    /// <param name="context">The process.</param>
    /// <param name="slots">The budgets of the slots.</param>
    /// <exception cref="IpcException">Something is not there.</exception>
    public static CoreResources Attach(ProcessContext context, SlotDefinitionPayload[] slots) => new(context, slots)
    {
        Rings = TradingRings.Open(context.Setup, context.Regions),
        Clock = SessionClock.Attach(context.Regions.Clock),
        TickToOrder = SharedHistogram.Attach(context.Regions.TickToOrder),
        _counters = CellCounters<CoreCounter>.TryAttach(context.Regions.CountersOf(ProcessRole.Core)),
    };

    /// <summary>Owns all of it from now on.</summary>
    /// <exception cref="IpcException">Another core has it.</exception>
    public void TakeOver()
    {
        Rings.TakeOver();
        Clock.TakeOver();
        TickToOrder.Memory.TakeOver();
        if (_counters is { } counters)
        {
            counters.TakeOver();
        }
        else
        {
            _counters = CellCounters<CoreCounter>.Create(_context.Regions.CountersOf(ProcessRole.Core));
        }
    }

    /// <summary>Leaves all of it to another core; it stays mapped.</summary>
    public void Release()
    {
        Rings.Release();
        Clock.Release();
        TickToOrder.Memory.Release();
        Counters.Memory.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rings.Dispose();
        Clock.Dispose();
        TickToOrder.Dispose();
        _counters?.Dispose();
        Flags.Dispose();
        PeerMonitor.Dispose();
    }
}
