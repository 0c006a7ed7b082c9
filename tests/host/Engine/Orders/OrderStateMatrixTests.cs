using System.Text.RegularExpressions;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

/// <summary>
/// FIX's order state change matrices (Appendix D) on the engine: what goes out is sent by a strategy, what comes in is
/// a report, and after each line CumQty, LeavesQty and OrdStatus must be the matrix's.
/// </summary>
/// <remarks>
/// Two differences are meant. The engine shows PendingCancel and PendingReplace as soon as its own request is out, the
/// matrix when the venue says so. And an order that cannot trade any more is shown as ended even while a request is
/// outstanding.
/// </remarks>
public sealed partial class OrderStateMatrixTests
{
    private static readonly Price Limit = Dollars(50);

    /// <summary>What cannot be played, and why.</summary>
    private static readonly Dictionary<string, string> NotExpressible = new()
    {
        ["B.1.f"] = "the engine refuses to cancel an order that it does not have; nothing leaves",
        ["D8"] = "a filled order is not replaced: the engine says TooLate",
        ["D16"] = "one replace is outstanding at a time",
        ["D.2.b"] = "one replace is outstanding at a time",
        ["D17"] = "one replace is outstanding at a time",
        ["D18"] = "a telephoned order has no order of the engine",
        ["E.1.f"] = "no stop orders, and execution type L (triggered) is not in the contract",
        ["D22"] = "identifiers are the engine's own, given once",
        ["D31"] = "identifiers are the engine's own, given once; nothing is resent",
        ["D24"] = "there are no status requests for unknown orders",
        ["D28"] = "a split changes CumQty without a fill; no order outlives the day",
    };

    public static TheoryData<string> Scenarios => new(
        "D1", "D2", "D3", "D4", "D5", "B.1.d", "B.1.e", "D6", "D7", "D9", "D10", "D11", "D12", "D13", "D13v", "D14",
        "D15", "D19", "D20", "D21", "D23", "D25", "D26", "D27", "D29", "D30", "D32", "D33", "D34", "D35", "D36", "D37",
        "K.1.a", "K.1.b");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_order_goes_through_the_states_of_the_matrix(string scenario)
    {
        List<MatrixStep> steps = MatrixStep.Load(SharedFiles.OrderStateMatrices)[scenario];
        new Player().Play(steps.Where(step => !step.IsBranch), "");
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Where_the_matrix_has_a_rejection_instead_the_order_goes_there_too(string scenario)
    {
        List<MatrixStep> steps = MatrixStep.Load(SharedFiles.OrderStateMatrices)[scenario];
        foreach (MatrixStep branch in steps.Where(step => step.IsBranch))
        {
            IEnumerable<MatrixStep> before = steps.TakeWhile(step => step != branch).Where(step => !step.IsBranch);
            new Player().Play([.. before, branch], branch.Time);
        }
    }

    [Fact]
    public void Every_scenario_of_the_file_is_played_or_has_a_reason_why_not()
    {
        IEnumerable<string> known = Scenarios.Select(row => row.Data).Concat(NotExpressible.Keys);
        Assert.Equal(MatrixStep.Load(SharedFiles.OrderStateMatrices).Keys.Order(), known.Order());
        Assert.All(NotExpressible.Values, reason => Assert.NotEmpty(reason));
    }

    /// <summary>Plays one scenario on a fresh engine.</summary>
    private sealed partial class Player
    {
        private readonly EngineHarness _harness = new();
        private readonly ScriptedStrategy _strategy;
        private readonly Dictionary<string, uint> _requests = [];
        private readonly Dictionary<string, ulong> _execIds = [];
        private uint _lastRequest;
        private ulong _lastExecId = 100;
        private OrderId _order;
        private bool _isCancelOut;
        private bool _isReplaceOut;

        internal Player()
        {
            _strategy = _harness.Script(1);
            _harness.Quote(First, Dollars(50), Dollars(50.02m));
        }

        internal void Play(IEnumerable<MatrixStep> steps, string branch)
        {
            foreach (MatrixStep step in steps)
            {
                if (step.IsOurs)
                {
                    Send(step);
                }
                else
                {
                    Report(step);
                    Compare(step, branch);
                }
            }

            Assert.DoesNotContain(
                _harness.AllOf<AlertPayload>(RecordType.Alert), alert => alert.Code == AlertCode.UnknownOrder);
        }

        [GeneratedRegex(@"ExecID (\w)")]
        private static partial Regex OwnExecId { get; }

        [GeneratedRegex(@"ref (\w)\b")]
        private static partial Regex ReferredExecId { get; }

        private void Send(MatrixStep step)
        {
            switch (step.Message)
            {
                case "NOS":
                    _order = _harness.Send(1, First, Side.Buy, Limit, step.OrderQty!.Value).OrderId;
                    _requests[step.ClOrdId] = 0;
                    return;
                case "OSR":
                    return; // the engine asks for no status; the answer comes as if somebody had
                case "OCR":
                    Assert.True(_harness.Cancel(1, _order).IsSent);
                    _isCancelOut = true;
                    break;
                case "OCRR" when CanReplace(step):
                    Assert.True(_harness.Replace(1, _order, Limit, step.OrderQty!.Value).IsSent);
                    _isReplaceOut = true;
                    break;
                default:
                    Assert.Equal(("D34", "OCRR"), (step.Scenario, step.Message));
                    Assert.Equal(RejectReason.TooLate, _harness.Replace(1, _order, Limit, step.OrderQty!.Value).Reason);
                    _requests[step.ClOrdId] = uint.MaxValue;
                    return;
            }

            _requests[step.ClOrdId] = ++_lastRequest;
        }

        /// <summary>
        /// D34 replaces a filled order, which the engine refuses; the venue's answers then come as unsolicited ones.
        /// </summary>
        private bool CanReplace(MatrixStep step) => step.Scenario != "D34";

        private void Report(MatrixStep step)
        {
            if (step.Message == "OCJ")
            {
                _harness.Apply(RecordType.OrderCancelReject, new CancelRejectPayload
                {
                    OrderId = _order.Value,
                    RequestId = _requests[step.ClOrdId],
                    IsReplace = _isReplaceOut ? (byte)1 : (byte)0,
                    Reason = RejectReason.TooLate,
                    OrdStatus = step.Status,
                });
                _isCancelOut = _isReplaceOut = false;
                return;
            }

            ExecType execType = (ExecType)step.ExecType;
            ulong execId = ++_lastExecId;
            Match own = OwnExecId.Match(step.Note);
            _execIds[own.Success ? own.Groups[1].Value : step.Note.Length > 0 ? step.Note[..1] : ""] = execId;
            Match referred = ReferredExecId.Match(step.Note);
            _harness.Report(new ExecutionReportPayload
            {
                OrderId = _order.Value,
                ExecId = execId,
                ExecRefId =
                    execType is ExecType.TradeCancel or ExecType.TradeCorrect ? _execIds[referred.Groups[1].Value] : 0,
                RequestId = _requests[step.ClOrdId],
                ExecType = execType,
                OrdStatus = step.Status,
                Price = Limit.Raw,
                OrderQty = step.OrderQty!.Value,
                LastPx = step.LastQty > 0 ? Limit.Raw : 0,
                LastQty = step.LastQty,
                CumQty = step.CumQty!.Value,
                LeavesQty = step.LeavesQty!.Value,
            });
            _isCancelOut &= execType != ExecType.Canceled;
            _isReplaceOut &= execType != ExecType.Replaced;
        }

        private void Compare(MatrixStep step, string branch)
        {
            string rejected = branch.Length > 0 ? ", rejected" : "";
            string where = $"{step.Scenario} at {step.Time}{rejected}: {step.Message} {step.ExecType}";
            OrderUpdate update = _strategy.Updates[^1];
            if (step.Message == "OCJ")
            {
                Assert.True(update.OrdStatus == step.Status, $"{where}: {update.OrdStatus} instead of {step.Status}");
                return;
            }

            bool isDone = step.ExecType == (char)ExecType.DoneForDay; // a day order: nothing can trade any more
            long leaves = isDone ? 0 : step.LeavesQty!.Value;
            OrdStatus expected = _isCancelOut && leaves > 0 ? OrdStatus.PendingCancel
                : _isReplaceOut && leaves > 0 ? OrdStatus.PendingReplace
                : step.Status;
            if (leaves == 0 && expected is OrdStatus.PendingCancel or OrdStatus.PendingReplace)
            {
                expected = OrdStatus.Filled;
            }

            string actual = $"{update.OrdStatus} cum {update.CumQty} leaves {update.LeavesQty}";
            Assert.True(actual == $"{expected} cum {step.CumQty} leaves {leaves}",
                $"{where}: {actual} instead of {expected} cum {step.CumQty} leaves {leaves}");
            Assert.Equal(leaves, Int128.Min(leaves, _harness.State.Gate.SlotExposure(1, First).OpenBuy));
            Assert.Equal(step.CumQty!.Value, _harness.State.Gate.SlotExposure(1, First).Position);
        }
    }
}
