using System.Runtime.InteropServices;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Journal.Describe;
using Strategies.Plugins.Parameters;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>
/// Drives one strategy by hand: books, trades, fills, rejects and time come from the test, and what the strategy sends is
/// there to be looked at. Around it stand the engine and the risk gate that trade, so that what a test shows holds live.
/// </summary>
/// <remarks>
/// One thread. Whenever the strategy throws, the call that made it throws a <see cref="HarnessException"/> with the strategy's
/// exception inside. The package check and the limits of time and allocation are not part of it: <c>strat backtest</c> has them.
/// </remarks>
/// <example>
/// <code>
/// StrategyHarness harness = new(new BuyOnce(), HarnessOptions.For("AMZN"));
/// harness.Market.Quote("AMZN", 100.00m, 200, 100.02m, 300);
/// SentMessage order = harness.Venue.TakeSent()[0];
/// harness.Venue.Fill(order.OrderId, 100);
/// long position = harness.Position("AMZN").Quantity.Raw;   // 100
/// </code>
/// </example>
public sealed class StrategyHarness
{

    private readonly HarnessOptions _options;
    private readonly HarnessVersions _versions = new();
    private readonly HarnessPort _port = new();
    private readonly HarnessMeter _meter = new();
    private readonly EngineDriver _driver;
    private readonly InputWriter _inputs;
    private readonly ClockSchedule _clock;
    private readonly List<RefusedMessage> _refused = [];
    private readonly List<LoggedLine> _logged = [];
    private readonly Dictionary<string, long> _published = [];
    private HarnessStage _stage;

    /// <summary>Begins a day with a strategy, whose OnStart has run when this returns.</summary>
    /// <param name="strategy">The strategy, as its constructor left it.</param>
    /// <param name="options">Instruments, limits and times.</param>
    /// <exception cref="HarnessException">The strategy threw, or an option makes no sense.</exception>
    public StrategyHarness(Strategy strategy, HarnessOptions options)
    {
        _options = options;
        _driver = new EngineDriver(new TradingEngine(options.Engine, _versions), journal: null, _port);
        _driver.Engine.Meter = _meter;
        _inputs = new InputWriter(_driver);
        _clock = new ClockSchedule(_driver.Engine);
        Market = new HarnessMarket(this);
        Venue = new HarnessVenue(this, options.AnswersAtOnce);
        TimeNs = options.MidnightUtcNs + (options.StartsAt.Ticks * TimeSpan.NanosecondsPerTick);
        HarnessDay.Begin(_inputs, _driver, options, TimeNs);
        ItchPacket opening = NewPacket();
        HarnessDay.Open(opening, options);
        Play(opening);
        _stage = _versions.Stage(strategy);
        Put(_stage, SwapKind.Deploy);
    }

    /// <summary>Session time, ns since 1970-01-01 UTC; it stands still until <see cref="Advance"/>.</summary>
    public long TimeNs { get; private set; }

    /// <summary>Books and trades.</summary>
    public HarnessMarket Market { get; }

    /// <summary>What the strategy sent, and the answers to it.</summary>
    public HarnessVenue Venue { get; }

    /// <summary>Orders and requests that the gate or the order table refused, oldest first.</summary>
    public IReadOnlyList<RefusedMessage> Refused => _refused;

    /// <summary>What the strategy logged, oldest first.</summary>
    public IReadOnlyList<LoggedLine> Logged => _logged;

    /// <summary>The last value of each number that the strategy published.</summary>
    public IReadOnlyDictionary<string, long> Published => _published;

    /// <summary>False once the strategy threw or was stopped.</summary>
    public bool IsRunning => _driver.Engine.StateOf(HarnessDay.Slot) == SlotState.Running;

    /// <summary>The strategy's working orders.</summary>
    public IReadOnlyList<WorkingOrder> WorkingOrders => _driver.Engine.CopyWorkingOrdersOf(HarnessDay.Slot);

    /// <summary>The strategy's position in an instrument.</summary>
    /// <param name="symbol">The instrument.</param>
    /// <exception cref="HarnessException">The instrument is not known.</exception>
    public Position Position(string symbol)
    {
        Instrument instrument = InstrumentOf(symbol);
        PositionPayload position = _driver.Engine.PositionOf(HarnessDay.Slot, instrument.Id);
        long Working(Side side) => WorkingOrders
            .Where(order => order.Instrument == instrument.Id && order.Side == side).Sum(order => order.LeavesQty.Raw);
        return new Position
        {
            Quantity = position.Quantity,
            WorkingBuy = Working(Side.Buy),
            WorkingSell = Working(Side.Sell),
            Cost = new Money(position.Cost, instrument.Currency),
            Realised = new Money(position.Realised, instrument.Currency),
            Unrealised = new Money(position.Unrealised, instrument.Currency),
            Fees = new Money(position.Fees, instrument.Currency),
        };
    }

    /// <summary>Lets time pass; timers fire when they are due, each at its own time.</summary>
    /// <param name="time">How long, above zero.</param>
    /// <exception cref="HarnessException">The strategy threw.</exception>
    public void Advance(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            throw new HarnessException($"time does not pass by {time}");
        }

        long end = TimeNs + (time.Ticks * TimeSpan.NanosecondsPerTick);
        while (_clock.NextNs <= end)
        {
            TimeNs = _clock.NextNs;
            Settle(() => _inputs.TakeClock(TimeNs));
        }

        TimeNs = end;
    }

    /// <summary>Sets a parameter as an operator would.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value as text.</param>
    /// <exception cref="HarnessException">There is no such parameter, or the value is not in its range.</exception>
    public void SetParameter(string name, string value)
    {
        long bits;
        try
        {
            bits = _stage.Parameters.Parse(name, value);
        }
        catch (ParameterException exception)
        {
            throw new HarnessException(exception.Message);
        }

        ParameterSetPayload parameter = new()
        {
            Slot = HarnessDay.Slot,
            Name = Text32.From(name),
            ValueBits = bits,
            Type = (ParameterType)_stage.Parameters.Find(name).Kind,
        };
        Settle(() => _inputs.TakeCommand(RecordType.ParameterSet, TimeNs, in parameter));
    }

    /// <summary>
    /// Hands the slot over to another instance as a swap does: Save of the one, Restore of the other. Give a fresh instance of
    /// the same class to see that nothing is lost, or of the next version.
    /// </summary>
    /// <param name="next">The instance that goes on.</param>
    /// <exception cref="HarnessException">Save or Restore threw, or left bytes unread.</exception>
    public void Swap(Strategy next)
    {
        HarnessStage stage = _versions.Stage(next);
        Put(stage, SwapKind.Swap);
        _stage = stage;
    }

    /// <summary>Stops the strategy as an operator would; its orders are canceled.</summary>
    public void Stop()
    {
        SlotControlPayload stop = new() { Slot = HarnessDay.Slot, Action = SlotAction.Stop };
        Settle(() => _inputs.TakeCommand(RecordType.SlotControl, TimeNs, in stop));
    }

    internal Instrument InstrumentOf(string symbol) =>
        _options.Instruments.FirstOrDefault(instrument => instrument.Symbol == symbol)
        ?? throw new HarnessException($"there is no instrument {symbol}: name it in the options");

    internal ItchPacket NewPacket() => new(TimeNs - _options.MidnightUtcNs);

    internal void Play(ItchPacket packet)
    {
        MarketDataPrefix prefix = default;
        byte[] bytes = packet.Bytes;
        Settle(() => _inputs.TakePacket(HarnessDay.Feed, PayloadFormat.Itch50, in prefix, bytes, TimeNs, takenTimestamp: 0));
    }

    internal void Report(in ExecutionReportPayload report)
    {
        ExecutionReportPayload copy = report;
        Settle(() => _inputs.TakeFromVenue(RecordType.ExecutionReport, HarnessDay.Venue, TimeNs, in copy));
    }

    internal void Report(in CancelRejectPayload reject)
    {
        CancelRejectPayload copy = reject;
        Settle(() => _inputs.TakeFromVenue(RecordType.OrderCancelReject, HarnessDay.Venue, TimeNs, in copy));
    }

    private void Put(HarnessStage stage, SwapKind kind)
    {
        SwapRequestedPayload request = new() { Slot = HarnessDay.Slot, Kind = kind, PackageHash = stage.PackageHash };
        ulong sequence = _inputs.TakeCommand(RecordType.SwapRequested, TimeNs, in request);
        HandoverPayload handover = _driver.LastHandover;
        bool isReady = handover.Result is HandoverResult.Ready or HandoverResult.ReadyWithoutState;
        SwapDecisionPayload decision = new() { Slot = HarnessDay.Slot, RequestSequence = sequence, Reason = handover.Reason };
        Settle(() =>
            _inputs.TakeFromDriver(isReady ? RecordType.SwapCommitted : RecordType.SwapRefused, TimeNs, in decision));
        if (!isReady)
        {
            throw new HarnessException($"the engine refuses it, {handover.Result}: {handover.Reason}");
        }
    }

    /// <summary>Takes one input, reads what came of it, and has the venue answer until all is quiet.</summary>
    private void Settle(Action take)
    {
        take();
        Read();
        while (Venue.AnswerOne())
        {
            continue;
        }
    }

    private void Read()
    {
        OutputBuffer outputs = _driver.Engine.Outputs;
        for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
        {
            Read(outputs.At(offset));
        }

        while (_port.TryTake(out RecordType type, out OrderPayload order))
        {
            Venue.Take(SentMessage.Of(type, in order, SymbolOf(order.Instrument), TimeNs));
        }

        if (_meter.Thrown is { } thrown)
        {
            _meter.Forget();
            throw new HarnessException($"{_meter.ThrowingCall} threw {thrown.GetType().Name}: {thrown.Message}", thrown);
        }
    }

    private void Read(ReadOnlySpan<byte> output)
    {
        switch (RecordWriter.Header(output).Type)
        {
            case RecordType.OrderRejected:
                RejectPayload reject = RecordWriter.Payload<RejectPayload>(output);
                SentMessage asked = SentMessage.Of(reject.Request, in reject.Order, SymbolOf(reject.Order.Instrument), TimeNs);
                _refused.Add(new RefusedMessage(asked, reject.Reason, reject.Limit, reject.Value));
                break;
            case RecordType.Log:
                LogPayload log = RecordWriter.Payload<LogPayload>(output);
                _logged.Add(new LoggedLine(log.Level, LogText.Fill(in log)));
                break;
            case RecordType.Publish:
                PublishPayload publish = RecordWriter.Payload<PublishPayload>(output);
                _published[publish.Name.ToString()] = publish.Value;
                break;
        }
    }

    private string SymbolOf(int instrument) =>
        _options.Instruments.FirstOrDefault(known => known.Id.Value == instrument)?.Symbol ?? "";
}
