namespace Strategies.Venues;

/// <summary>An event of an exchange; good until the exchange is called again.</summary>
public readonly ref struct ExchangeEvent
{
    private ExchangeEvent(ExchangeEventKind kind, ulong mark = 0, VenueOrder order = default)
    {
        Kind = kind;
        Mark = mark;
        Order = order;
    }

    private ExchangeEvent(ReadOnlySpan<byte> report)
    {
        Kind = ExchangeEventKind.Report;
        Report = report;
    }

    /// <summary>The session is up.</summary>
    public static ExchangeEvent SessionUp => new(ExchangeEventKind.SessionUp);

    /// <summary>The session is down.</summary>
    public static ExchangeEvent SessionDown => new(ExchangeEventKind.SessionDown);

    /// <summary>A mass cancel is done.</summary>
    public static ExchangeEvent CancelDone => new(ExchangeEventKind.CancelDone);

    /// <summary>What it is.</summary>
    public ExchangeEventKind Kind { get; }

    /// <summary>
    /// A whole record, execution report or cancel reject, of source kind venue; its numbers in the ring and the journal
    /// are not the exchange's to fill. Empty for other kinds.
    /// </summary>
    public ReadOnlySpan<byte> Report { get; }

    /// <summary>Mark of the question that is answered; 0 for other kinds.</summary>
    public ulong Mark { get; }

    /// <summary>The open order; the default for other kinds.</summary>
    public VenueOrder Order { get; }

    /// <summary>A report.</summary>
    /// <param name="record">The whole record.</param>
    public static ExchangeEvent OfReport(ReadOnlySpan<byte> record) => new(record);

    /// <summary>An open order.</summary>
    /// <param name="mark">Mark of the question.</param>
    /// <param name="order">The order.</param>
    public static ExchangeEvent OpenOrder(ulong mark, VenueOrder order) =>
        new(ExchangeEventKind.OpenOrder, mark, order);

    /// <summary>All open orders were told.</summary>
    /// <param name="mark">Mark of the question.</param>
    public static ExchangeEvent EndOfList(ulong mark) => new(ExchangeEventKind.EndOfList, mark);

    /// <summary>The day has ended.</summary>
    /// <param name="mark">Mark of the question.</param>
    public static ExchangeEvent DayEnded(ulong mark) => new(ExchangeEventKind.DayEnded, mark);
}
