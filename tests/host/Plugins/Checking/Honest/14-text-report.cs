// Writes a readable report at start and stop: StringBuilder, string.Join, interpolation and formatting in the invariant
// culture, turned into UTF-8 for the log. Trades little: a fill counter behind a passive quote.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Strategies.Sdk;

namespace Honest.TextReport;

public sealed class TextReportStrategy : Strategy
{
    private readonly StringBuilder _text = new(1024);
    private readonly byte[] _utf8 = new byte[256];
    private readonly long[] _fillsByHour = new long[24];
    private decimal _bought, _sold;

    [Parameter("size", Unit = "shares", Min = 1, Max = 1_000)]
    public Quantity Size { get; set; } = 10;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Instrument instrument = Context.Instrument(new InstrumentId(1));
        List<string> bands = [];
        foreach (TickBand band in instrument.Ticks.Bands)
        {
            bands.Add($"{band.Increment} from {band.From}");
        }

        Say($"{typeof(TextReportStrategy).Name} on {instrument.Symbol} ({instrument.SecurityType}, {instrument.Currency}), ticks {string.Join("; ", bands)}");
        Say(FormattableString.Invariant($"lot {instrument.Lot}, multiplier {instrument.ContractMultiplier:N0}, size {Size.Raw,6}"));
    }

    private void Say(ReadOnlySpan<char> text)
    {
        int length = Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 200)], _utf8);
        Context.Log(LogLevel.Information, _utf8.AsSpan(0, length));
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        if (Context.WorkingOrderCount == 0 && Context.Book(bookEvent.Instrument) is { IsTwoSided: true } book)
        {
            Side side = _bought > _sold ? Side.Sell : Side.Buy;
            Context.Send(NewOrder.Limit(book.Instrument, side, side == Side.Buy ? book.BestBid.Price : book.BestOffer.Price, Size));
        }
    }

    public override void OnOrderUpdate(in OrderUpdate update)
    {
        if (update.ExecType != ExecType.Trade)
        {
            return;
        }

        decimal value = update.LastPx.ToDecimal() * update.LastQty.Raw;
        _ = update.Side switch
        {
            Side.Buy => _bought += value,
            Side.Sell => _sold += value,
            _ => 0m,
        };
        _fillsByHour[(int)(Context.TimeNs / 3_600_000_000_000 % 24)]++;
    }

    public override void OnStop()
    {
        _text.Clear();
        _text.Append("bought ").Append(_bought.ToString("F2", CultureInfo.InvariantCulture))
            .Append(", sold ").AppendFormat(CultureInfo.InvariantCulture, "{0:0.00}", _sold)
            .Append(", by hour ");
        for (int hour = 0; hour < _fillsByHour.Length; hour++)
        {
            if (_fillsByHour[hour] is > 0 and var fills)
            {
                _text.Append(CultureInfo.InvariantCulture, $"{hour:00}h={fills} ");
            }
        }

        string line = _text.ToString().TrimEnd().Replace("h=", "h: ", StringComparison.Ordinal);
        Say(line.Length > 0 && line.StartsWith("bought", StringComparison.Ordinal) ? line : "nothing");
    }

    public override void Save(ref StateWriter writer)
    {
        Write(ref writer, _bought);
        Write(ref writer, _sold);
        foreach (long fills in _fillsByHour)
        {
            writer.Write(fills);
        }

        static void Write(ref StateWriter writer, decimal value)
        {
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(value, bits);
            foreach (int part in bits)
            {
                writer.Write(part);
            }
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _bought = Read(ref reader);
        _sold = Read(ref reader);
        for (int hour = 0; hour < _fillsByHour.Length; hour++)
        {
            _fillsByHour[hour] = reader.ReadInt64();
        }

        static decimal Read(ref StateReader reader)
        {
            Span<int> bits = stackalloc int[4];
            for (int part = 0; part < 4; part++)
            {
                bits[part] = reader.ReadInt32();
            }

            return new decimal(bits);
        }
    }
}
