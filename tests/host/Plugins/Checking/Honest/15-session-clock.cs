// Trades only in the last half hour, with calendar arithmetic on the engine's time: DateTime, DateOnly, TimeOnly, TimeSpan,
// all in UTC; the offset of New York follows the rule of the second Sunday in March, computed, not looked up.
using System;
using Strategies.Sdk;

namespace Honest.SessionClock;

public sealed class SessionClockStrategy : Strategy
{
    private const long TickTimer = 1;

    private DateOnly _day;
    private long _openedNs, _closedNs;
    private Price _referenceMid;

    private static TimeOnly Open => new(15, 30);

    private static TimeOnly Close => new(15, 58, 30);

    [Parameter("size", Unit = "shares", Min = 1, Max = 10_000)]
    public Quantity Size { get; set; } = 100;

    [Parameter("intervalSeconds", Unit = "s", Min = 1, Max = 600)]
    public double IntervalSeconds { get; set; } = 10;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Roll();
        Context.SetTimer(TickTimer, Context.TimeNs + ToNs(TimeSpan.FromSeconds(IntervalSeconds)));
    }

    private static DateTime ToUtc(long timeNs) => DateTime.UnixEpoch.AddTicks(timeNs / 100);

    private static long ToNs(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * 100;

    private static long ToNs(TimeSpan span) => span.Ticks * 100;

    private static TimeSpan NewYorkOffset(DateOnly day)
    {
        DateOnly begin = NthSunday(day.Year, 3, 2);
        DateOnly end = NthSunday(day.Year, 11, 1);
        return TimeSpan.FromHours(day >= begin && day < end ? -4 : -5);
    }

    private static DateOnly NthSunday(int year, int month, int n)
    {
        var first = new DateOnly(year, month, 1);
        int days = ((int)DayOfWeek.Sunday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(days + 7 * (n - 1));
    }

    private void Roll()
    {
        DateTime utc = ToUtc(Context.TimeNs);
        var day = DateOnly.FromDateTime(utc);
        day = DateOnly.FromDateTime(utc + NewYorkOffset(day));
        if (day == _day)
        {
            return;
        }

        _day = day;
        TimeSpan offset = NewYorkOffset(day);
        _openedNs = ToNs(day.ToDateTime(Open, DateTimeKind.Utc) - offset);
        _closedNs = ToNs(day.ToDateTime(Close, DateTimeKind.Utc) - offset);
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            _openedNs = long.MaxValue;
        }

        Context.Log(LogLevel.Information, "day {0}, trades from {1:time} to {2:time}"u8, day.DayNumber, _openedNs, _closedNs);
    }

    public override void OnTimer(in TimerEvent timer)
    {
        Roll();
        long nextNs = timer.DueTimeNs + ToNs(TimeSpan.FromSeconds(IntervalSeconds));
        Context.SetTimer(TickTimer, Math.Max(nextNs, Context.TimeNs + 1_000_000));
        Book book = Context.Book(new InstrumentId(1));
        if (!book.IsTwoSided)
        {
            return;
        }

        if (Context.TimeNs < _openedNs)
        {
            _referenceMid = book.Mid;
        }
        else if (Context.TimeNs < _closedNs)
        {
            Trade(book);
        }
        else
        {
            Flatten(book);
        }
    }

    private void Trade(Book book)
    {
        TimeSpan left = TimeSpan.FromTicks((_closedNs - Context.TimeNs) / 100);
        bool isLate = left < TimeSpan.FromMinutes(5);
        long held = Context.Position(book.Instrument).Quantity.Raw;
        if (held == 0 && !isLate && !_referenceMid.IsZero)
        {
            Side side = book.Mid > _referenceMid ? Side.Buy : Side.Sell;
            Context.Send(NewOrder.Limit(
                book.Instrument, side, side == Side.Buy ? book.BestOffer.Price : book.BestBid.Price, Size, TimeInForce.ImmediateOrCancel));
        }
    }

    private void Flatten(Book book)
    {
        long held = Context.Position(book.Instrument).Quantity.Raw;
        if (held != 0 && Context.WorkingOrderCount == 0)
        {
            Context.Send(NewOrder.Market(book.Instrument, held > 0 ? Side.Sell : Side.Buy, Math.Abs(held)));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_day.DayNumber);
        writer.Write(_openedNs);
        writer.Write(_closedNs);
        writer.Write(_referenceMid);
    }

    public override void Restore(ref StateReader reader)
    {
        _day = DateOnly.FromDayNumber(reader.ReadInt32());
        _openedNs = reader.ReadInt64();
        _closedNs = reader.ReadInt64();
        _referenceMid = reader.ReadPrice();
    }
}
