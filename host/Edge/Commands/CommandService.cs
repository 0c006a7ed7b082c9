using System.Text.Json;
using Strategies.Cell.Clients;
using Strategies.Cell.Messages;
using Strategies.Cell.Regions;
using Strategies.Edge.Hosting;
using Strategies.Edge.Views;
using Strategies.Ipc;
using Strategies.Journal.Describe;
using Strategies.Plugins.Parameters;
using Strategies.Projection;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Edge.Commands;

/// <summary>
/// Turns what a person asks for into a command of the core's hot thread, and answers with what the engine made of it.
/// </summary>
internal sealed class CommandService(
    CellRegions regions,
    CommandClient ring,
    JournalTail tail,
    OutcomeWatch outcomes,
    ParameterCatalog parameters,
    EdgeCounts counts)
{
    private const int NotYetStatus = 504;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal Task<CommandView> SetLimit(LimitRequest request, string who, CancellationToken stop)
    {
        (RiskScope scope, int id, int instrument) =
            tail.Read(day => ScopeReader.Limit(day, request.Scope, request.Instrument));
        string text = request.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!LimitText.TryParse(
            request.Name, text, out RiskControl control, out long value, out string problem, out string hint))
        {
            throw new EdgeException(400, "the limit cannot be set to that", problem, hint);
        }

        LimitSetPayload payload = new()
        {
            Control = control,
            Scope = scope,
            ScopeId = id,
            Instrument = instrument,
            Value = value,
            Who = Text32.From(who),
            Reason = CommandText.Reason(request.Reason),
        };
        return Obey(RecordType.LimitSet, payload, stop);
    }

    internal Task<CommandView> SetParameter(string slot, ParameterRequest request, string who, CancellationToken stop)
    {
        Text200 reason = CommandText.Reason(request.Reason);
        RequestName.Require(NameKind.Parameter, request.Name);
        (int number, Hash256 hash) = tail.Read(day =>
        {
            SlotRow row = ScopeReader.Slot(day, slot);
            return (row.Number, row.PackageHash);
        });
        ParameterDefinition definition = parameters.Find(slot, hash, request.Name);
        string text = request.Value.ValueKind == JsonValueKind.String
            ? request.Value.GetString()!
            : request.Value.GetRawText();
        ParameterSetPayload payload = new()
        {
            Slot = number,
            Type = (ParameterType)definition.Kind,
            ValueBits = definition.Parse(text),
            Name = Text32.From(definition.Name),
            Who = Text32.From(who),
            Reason = reason,
        };
        return Obey(RecordType.ParameterSet, payload, stop);
    }

    internal async Task<CommandView> Control(string slot, SlotAction action, string reason, string who, CancellationToken stop)
    {
        int number = tail.Read(day => ScopeReader.Slot(day, slot).Number);
        SlotControlPayload payload = new()
        {
            Slot = number,
            Action = action,
            Who = Text32.From(who),
            Reason = CommandText.Reason(reason),
        };
        WorkingOrders working = WorkingOrders.In(tail, RiskScope.Strategy, number);
        CommandView view = await Obey(RecordType.SlotControl, payload, stop);
        if (action == SlotAction.Start)
        {
            return view;
        }

        view = await working.Tell(view, stop);
        return action == SlotAction.Stop ? view : view with
        {
            Detail = $"{view.Detail}; positions, kept: {HeldPositions.Words(tail.Read(day => HeldPositions.Of(day, slot)))}",
        };
    }

    internal Task<CommandView> Flatten(FlattenRequest request, string who, CancellationToken stop)
    {
        if (request.Ticks is < 0 or > FlattenPayload.TicksMax)
        {
            throw new EdgeException(
                400, "the ticks cannot be used", $"{request.Ticks} is out of range", $"0 to {FlattenPayload.TicksMax}");
        }

        (RiskScope scope, int id) = tail.Read(day => ScopeReader.Flatten(day, request.Slot, request.Account));
        FlattenPayload payload = new()
        {
            Scope = scope,
            ScopeId = id,
            Ticks = request.Ticks,
            Who = Text32.From(who),
            Reason = CommandText.Reason(request.Reason),
        };
        return Obey(RecordType.Flatten, payload, stop);
    }

    /// <summary>
    /// Sets or releases a kill switch. The whole firm is killed past the core at once, whatever becomes of the command.
    /// </summary>
    internal async Task<CommandView> Kill(KillRequest request, bool isSet, string who, CancellationToken stop)
    {
        (RiskScope scope, int id) = tail.Read(day => ScopeReader.Kill(day, request.Scope));
        KillSwitchPayload payload = new()
        {
            Scope = scope,
            ScopeId = id,
            IsSet = isSet ? 1 : 0,
            Who = Text32.From(who),
            Reason = CommandText.Reason(request.Reason),
        };
        WorkingOrders working = WorkingOrders.In(tail, scope, id);
        bool isFlagged = scope == RiskScope.Firm && Flag(isSet);
        try
        {
            CommandView view = await Obey(RecordType.KillSwitch, payload, stop);
            string flag = isSet ? "; the cell's kill flag is raised" : "; the cell's kill flag is cleared";
            view = isFlagged ? view with { Detail = view.Detail + flag } : view;
            return isSet ? await working.Tell(view, stop) : view;
        }
        catch (PeerException exception) when (isFlagged && isSet)
        {
            return await working.Tell(FlagRaised(exception.Detail), stop);
        }
        catch (EdgeException exception) when (isFlagged && isSet && exception.Status == NotYetStatus)
        {
            return await working.Tell(FlagRaised(exception.Detail), stop);
        }
    }

    /// <summary>Ends the trading day, and waits until it has ended.</summary>
    internal async Task<CommandView> EndDay(string reason, string who, CancellationToken stop)
    {
        EndOfDayPayload ending = new() { Who = Text32.From(who), Reason = CommandText.Reason(reason) };
        ring.Send((uint)CommandRingType.EndDay, in ending);
        counts.CountCommand();
        long end = Environment.TickCount64 + (long)(4 * Patience.TotalMilliseconds);
        while (Environment.TickCount64 < end)
        {
            if (tail.Read(day => day.EndSequence) is > 0 and ulong sequence)
            {
                return new CommandView("obeyed", sequence, "the trading day has ended");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), stop);
        }

        throw NotYet(4 * Patience);
    }

    private static CommandView FlagRaised(string detail) => new(
        "flagRaised",
        Sequence: 0,
        $"the cell's kill flag is raised: the venue process takes no new order and cancels all; {detail}; "
        + "the core journals the kill as soon as it runs");

    /// <returns>False when there are no flags.</returns>
    private bool Flag(bool isSet)
    {
        try
        {
            using CellFlags flags = CellFlags.Open(regions.Flags);
            if (isSet)
            {
                flags.Kill();
            }
            else
            {
                flags.Release();
            }

            return true;
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return false;
        }
    }

    private async Task<CommandView> Obey<T>(RecordType type, T payload, CancellationToken stop)
        where T : unmanaged
    {
        ulong sourceSequence = ring.Send((uint)CommandRingType.Record, type, tail.Read(day => day.LastTimeNs), in payload);
        counts.CountCommand();
        CommandTrace trace = await outcomes.Await(ring.SourceId, sourceSequence, Patience, stop) ?? throw NotYet(Patience);
        DayNames names = tail.Read(day => day.Names);
        return CommandAnswer.Of(trace, names);
    }

    private static EdgeException NotYet(TimeSpan patience) => new(
        NotYetStatus,
        "the command is not obeyed yet",
        $"the core has it, and the journal does not show it after {patience.TotalSeconds:0} s",
        "it is not taken back: look at strat status, then at the journal's tail, before you ask again");
}
