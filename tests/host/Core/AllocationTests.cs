using Strategies.Backtest.Tests.Support;
using Strategies.Core.Tests.Support;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Core.Tests;

/// <summary>A turn of the loop allocates nothing, whatever it takes.</summary>
public sealed class AllocationTests
{
    private const int Turns = 120_000;
    private const int PacketsEvery = 10;
    private const int ReportsEvery = 7;
    private const int QuietEvery = 500;

    private readonly CoreCell _cell = new(Packages.Throwing, rows: 4_000);
    private readonly KillSwitchPayload[] _kills =
    [
        new() { Scope = RiskScope.Strategy, ScopeId = 1, IsSet = 1 }, new() { Scope = RiskScope.Strategy, ScopeId = 1 },
    ];

    private byte[][] _packets = [];
    private ulong _report;

    [Fact]
    public void A_hundred_thousand_turns_with_packets_reports_and_commands_allocate_nothing()
    {
        using CoreCell cell = _cell;
        _packets = [.. Enumerable.Range(0, 3_000).Select(index => cell.MarketRecord(index, 0))];
        byte[] report = CoreCell.Record(RecordType.ExecutionReport, SourceKind.Venue, 1, 0, new ExecutionReportPayload());
        byte[] command = CoreCell.Record(RecordType.KillSwitch, SourceKind.Operator, 1, 0, in _kills[0]);
        Play(2_000, report, command);
        ulong inputs = cell.LastSequence;
        long before = AllocatedBytes.Begin();
        Play(Turns, report, command);
        Assert.Equal(0, AllocatedBytes.Since(before));
        Assert.True(
            cell.LastSequence - inputs > (Turns / PacketsEvery) + (Turns / ReportsEvery) + (Turns / QuietEvery),
            $"{cell.LastSequence - inputs} inputs");
        Assert.Equal(0, cell.Loop.Malformed);
    }

    private void Play(int turns, byte[] report, byte[] command)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            if (turn % PacketsEvery == 0)
            {
                byte[] packet = _packets[(turn / PacketsEvery) % _packets.Length];
                Number(packet, _cell.Market.NextSequence);
                _cell.Market.TryPublish(1, packet);
            }

            if (turn % ReportsEvery == 0)
            {
                Number(report, _cell.Reports.NextSequence);
                ref ExecutionReportPayload payload =
                    ref System.Runtime.InteropServices.MemoryMarshal.AsRef<ExecutionReportPayload>(report.AsSpan(RecordHeader.Size));
                payload.OrderId = (_cell.Engine.LastOrderId.Value + _report++) % 4;
                payload.ExecId = _cell.Reports.NextSequence;
                payload.ExecType = ExecType.Canceled;
                payload.OrdStatus = OrdStatus.Canceled;
                _cell.Reports.TryPublish(1, report);
            }

            if (turn % 1_001 == 0)
            {
                Number(command, _cell.Commands.NextSequence);
                _cell.Commands.TryPublish(1, command);
            }

            // Now and then the session is quiet for longer than a clock record waits.
            _cell.Turn(turn % QuietEvery == 0 ? 1_500 : 1);
        }
    }

    private static void Number(byte[] record, ulong sequence) =>
        System.Runtime.InteropServices.MemoryMarshal.AsRef<RecordHeader>(record.AsSpan(0, RecordHeader.Size)).SourceSequence =
            sequence;
}
