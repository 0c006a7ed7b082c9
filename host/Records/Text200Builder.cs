using System.Buffers.Text;
using System.Text.Unicode;
using Strategies.Sdk;

namespace Strategies.Records;

/// <summary>Puts a sentence together without allocating; what does not fit is cut between characters.</summary>
public struct Text200Builder
{
    private Text200 _text;
    private int _length;

    /// <summary>The sentence so far.</summary>
    public readonly Text200 Text => _text;

    /// <summary>Adds UTF-8.</summary>
    /// <param name="utf8">The bytes.</param>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        Span<byte> room = ((Span<byte>)_text)[_length..];
        int length = Math.Min(utf8.Length, room.Length);
        while (length > 0 && length < utf8.Length && (utf8[length] & 0xC0) == 0x80)
        {
            length--;
        }

        utf8[..length].CopyTo(room);
        // Cut once, nothing more is added: a hole in the middle of a sentence would not be seen.
        _length = length < utf8.Length ? RecordSizes.Text : _length + length;
    }

    /// <summary>Adds text.</summary>
    /// <param name="text">The text; characters that are none become a replacement character.</param>
    public void Add(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[RecordSizes.Text];
        Utf8.FromUtf16(text, bytes, out _, out int length);
        Add(bytes[..length]);
    }

    /// <summary>Adds a name.</summary>
    /// <param name="name">The name; its padding is left out.</param>
    public void Add(in Text32 name)
    {
        ReadOnlySpan<byte> bytes = name;
        int end = bytes.IndexOf((byte)0);
        Add(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Adds a sentence.</summary>
    /// <param name="text">The sentence; its padding is left out.</param>
    public void Add(in Text200 text)
    {
        ReadOnlySpan<byte> bytes = text;
        int end = bytes.IndexOf((byte)0);
        Add(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>Adds a whole number.</summary>
    /// <param name="number">The number.</param>
    public void Add(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out int length);
        Add(digits[..length]);
    }

    /// <summary>Adds the name of a callback.</summary>
    /// <param name="call">The callback.</param>
    public void Add(StrategyCall call) => Add(call switch
    {
        StrategyCall.OnStart => "OnStart"u8,
        StrategyCall.OnHandover => "OnHandover"u8,
        StrategyCall.OnStop => "OnStop"u8,
        StrategyCall.OnParametersChanged => "OnParametersChanged"u8,
        StrategyCall.OnBook => "OnBook"u8,
        StrategyCall.OnTrade => "OnTrade"u8,
        StrategyCall.OnOrderUpdate => "OnOrderUpdate"u8,
        StrategyCall.OnTimer => "OnTimer"u8,
        StrategyCall.OnMarketStatus => "OnMarketStatus"u8,
        StrategyCall.Save => "Save"u8,
        StrategyCall.Restore => "Restore"u8,
        StrategyCall.SetParameter => "a parameter's setter"u8,
        _ => "a callback"u8,
    });

    /// <summary>Adds the name of a reason for a refusal.</summary>
    /// <param name="reason">The reason.</param>
    public void Add(RejectReason reason) => Add(reason switch
    {
        RejectReason.None => "None"u8,
        RejectReason.UnknownInstrument => "UnknownInstrument"u8,
        RejectReason.InstrumentNotTradable => "InstrumentNotTradable"u8,
        RejectReason.InvalidTick => "InvalidTick"u8,
        RejectReason.InvalidLot => "InvalidLot"u8,
        RejectReason.InvalidPrice => "InvalidPrice"u8,
        RejectReason.InvalidOrder => "InvalidOrder"u8,
        RejectReason.MaxQuantity => "MaxQuantity"u8,
        RejectReason.MaxNotional => "MaxNotional"u8,
        RejectReason.PriceCollar => "PriceCollar"u8,
        RejectReason.StaleReference => "StaleReference"u8,
        RejectReason.MaxPosition => "MaxPosition"u8,
        RejectReason.MessageThrottle => "MessageThrottle"u8,
        RejectReason.KillSwitch => "KillSwitch"u8,
        RejectReason.LimitNotSet => "LimitNotSet"u8,
        RejectReason.UnknownOrder => "UnknownOrder"u8,
        RejectReason.TooLate => "TooLate"u8,
        RejectReason.AlreadyPending => "AlreadyPending"u8,
        RejectReason.BelowCumQty => "BelowCumQty"u8,
        RejectReason.SlotNotRunning => "SlotNotRunning"u8,
        RejectReason.CapacityExceeded => "CapacityExceeded"u8,
        RejectReason.VenueDown => "VenueDown"u8,
        RejectReason.VenueRejected => "VenueRejected"u8,
        RejectReason.SelfMatch => "SelfMatch"u8,
        RejectReason.SendsHeld => "SendsHeld"u8,
        _ => "a reason that is not known"u8,
    });
}
