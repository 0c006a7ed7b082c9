using System.Collections.Concurrent;
using Prometheus;
using Strategies.Cell.Processes;
using Strategies.Edge.Views;
using Strategies.Ipc.Metrics;
using Strategies.Projection;
using Strategies.Projection.Views;
using Strategies.Records;

namespace Strategies.Edge.Metrics;

/// <summary>
/// What <c>/metrics</c> shows, read anew for every scrape from shared memory and the projection: a scrape costs the core
/// nothing, and one that finds a region missing leaves its figures out.
/// </summary>
internal sealed class CellMetrics
{
    private const double NsPerSecond = 1e9;
    private static readonly double[] Quantiles = [0.5, 0.9, 0.99, 0.999, 0.9999];

    private readonly string _cell;
    private readonly CellReader _reader;
    private readonly JournalTail _tail;
    private readonly MetricFactory _factory;
    // No name has a line's end in it.
    private const char Separator = '\n';

    private readonly ConcurrentDictionary<string, Gauge> _gauges = [];
    private readonly HashSet<(Gauge Gauge, string Labels)> _shown = [];
    private readonly HashSet<(Gauge Gauge, string Labels)> _seen = [];
    private readonly Lock _lock = new();
    private readonly Counter _requests;

    internal CellMetrics(int cell, CellReader reader, JournalTail tail)
    {
        _cell = cell.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _reader = reader;
        _tail = tail;
        Registry = Prometheus.Metrics.NewCustomRegistry();
        _factory = Prometheus.Metrics.WithCustomRegistry(Registry);
        _requests = _factory.CreateCounter(
            "strategies_edge_http_requests_total", "Requests answered by the edge.", ["cell", "method", "route", "status"]);
        Registry.AddBeforeCollectCallback(Refresh);
    }

    internal CollectorRegistry Registry { get; }

    internal void CountRequest(string method, string route, int status) => _requests
        .WithLabels(_cell, method, route, status.ToString(System.Globalization.CultureInfo.InvariantCulture)).Inc();

    private void Refresh()
    {
        lock (_lock)
        {
            _seen.Clear();
            foreach (ProcessView process in _reader.Processes())
            {
                ShowProcess(process);
            }

            ShowLag();
            foreach (RingView ring in _reader.Rings())
            {
                Show("strategies_ring_backlog_bytes", "Bytes not released yet.", ring.BacklogBytes, "ring", ring.Name);
                Show("strategies_ring_published_sequence", "Last record published.", ring.Published, "ring", ring.Name);
                Show("strategies_ring_released_sequence", "Last record released.", ring.Released, "ring", ring.Name);
            }

            foreach ((string name, HistogramSnapshot snapshot) in _reader.Histograms())
            {
                ShowHistogram(name, snapshot);
            }

            ShowDay();
            HideTheRest();
        }
    }

    private void ShowProcess(ProcessView process)
    {
        string prefix = $"strategies_{NameOf(process.Name)}_";
        foreach ((string counter, long value) in process.Counters)
        {
            Show(prefix + NameOf(counter), $"Counter {counter} of the {process.Name}.", value);
        }

        Show("strategies_process_up", "1 while the process runs.", process.Alive ? 1 : 0, "process", process.Name);
        if (process.HeartbeatAgeMs >= 0)
        {
            Show(
                "strategies_process_heartbeat_age_seconds",
                "Since the last sign of life.",
                process.HeartbeatAgeMs / 1e3,
                "process",
                process.Name);
            Show("strategies_process_pid", "Process number.", process.Pid, "process", process.Name);
        }
    }

    private void ShowLag()
    {
        LagView lag = LagReader.Read(_reader, _tail);
        ShowKnown("strategies_follower_lag_inputs", "Inputs that the follower is behind the core.", lag.Follower);
        ShowKnown("strategies_durable_lag_inputs", "Inputs that a loss of power would take.", lag.Durable);
        ShowKnown("strategies_edge_lag_inputs", "Inputs that the edge is behind the core.", lag.Edge);
        if (_reader.Flags() is { } flags)
        {
            Show("strategies_killed", "1 while the cell is killed past the core.", flags.Killed ? 1 : 0);
        }
    }

    private void ShowHistogram(string name, HistogramSnapshot snapshot)
    {
        string metric = $"strategies_{NameOf(name)}_seconds";
        foreach (double quantile in Quantiles)
        {
            Show(
                metric,
                $"Quantiles of {name}.",
                snapshot.ValueAtQuantile(quantile) / NsPerSecond,
                "quantile",
                quantile.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Show(metric + "_max", $"Largest value of {name}.", snapshot.Max / NsPerSecond);
        Show(metric + "_count", $"Values of {name}.", snapshot.Count);
    }

    private void ShowDay()
    {
        (SlotView[] slots, PositionView[] positions, DayView day) =
            _tail.Read(one => (one.SlotViews(), one.Positions(), one.View(lagInputs: 0, isCaughtUp: true)));
        foreach (SlotView slot in slots)
        {
            int state = (int)Enum.Parse<SlotState>(slot.State, ignoreCase: true);
            Show("strategies_slot_state", "0 empty, 1 running, 2 stopped, 3 quarantined.", state, "slot", slot.Name);
            Show("strategies_slot_working_orders", "Orders that can still trade.", slot.WorkingOrders, "slot", slot.Name);
            Show("strategies_slot_killed", "1 while a kill switch holds it.", slot.Killed ? 1 : 0, "slot", slot.Name);
        }

        // Amounts of different currencies have no sum.
        foreach (IGrouping<(string Slot, string Currency), PositionView> one in
            positions.GroupBy(position => (position.Slot, position.Currency)))
        {
            Show(
                "strategies_slot_profit", "Profit less fees, at the last fills.", (double)one.Sum(position => position.Profit),
                ("slot", one.Key.Slot), ("currency", one.Key.Currency));
        }

        foreach ((string reason, long count) in day.Rejects)
        {
            Show("strategies_day_rejects", "Orders and requests refused.", count, "reason", reason);
        }

        Show("strategies_day_orders", "New orders that left.", day.Orders);
        Show("strategies_day_fills", "Fills.", day.Fills);
        Show("strategies_day_open_orders", "Orders that can still trade.", day.OpenOrders);
    }

    private void ShowKnown(string metric, string help, long value)
    {
        if (value >= 0)
        {
            Show(metric, help, value);
        }
    }

    private void Show(string metric, string help, double value, string label, string labelValue) =>
        Show(metric, help, value, (label, labelValue));

    private void Show(string metric, string help, double value, params (string Label, string Value)[] labels)
    {
        Gauge gauge = _gauges.GetOrAdd(
            metric, name => _factory.CreateGauge(name, help, ["cell", .. labels.Select(label => label.Label)]));
        string[] values = [_cell, .. labels.Select(label => label.Value)];
        string shown = string.Join(Separator, values);
        _seen.Add((gauge, shown));
        _shown.Add((gauge, shown));
        gauge.WithLabels(values).Set(value);
    }

    /// <summary>A figure of the scrape before that cannot be read now is not told as if it could.</summary>
    private void HideTheRest()
    {
        foreach ((Gauge gauge, string labels) in _shown.Where(one => !_seen.Contains(one)).ToArray())
        {
            _shown.Remove((gauge, labels));
            gauge.RemoveLabelled(labels.Split(Separator));
        }
    }

    private static string NameOf(string name) => name.Replace('-', '_').Replace('.', '_');
}
