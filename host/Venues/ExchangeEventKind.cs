namespace Strategies.Venues;

/// <summary>What an event of an exchange is.</summary>
public enum ExchangeEventKind
{
    /// <summary>No event.</summary>
    None = 0,

    /// <summary>An execution report or a cancel reject: <see cref="ExchangeEvent.Report"/>.</summary>
    Report,

    /// <summary>The session is up: orders are taken.</summary>
    SessionUp,

    /// <summary>The session is down; requests that are not answered are forgotten.</summary>
    SessionDown,

    /// <summary>An open order: <see cref="ExchangeEvent.Order"/>, for the question <see cref="ExchangeEvent.Mark"/>.</summary>
    OpenOrder,

    /// <summary>All open orders were told, of the question <see cref="ExchangeEvent.Mark"/>.</summary>
    EndOfList,

    /// <summary>A mass cancel is done: the oldest that was requested and not done.</summary>
    CancelDone,

    /// <summary>The day has ended, as the question <see cref="ExchangeEvent.Mark"/> wanted.</summary>
    DayEnded,
}
