using System.Globalization;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Sdk;

namespace Strategies.Journal.Describe;

/// <summary>Values of limits and parameters as people write them. Not for the hot path.</summary>
public static class ValueText
{
    /// <summary>A parameter's value.</summary>
    /// <param name="type">What the bits mean.</param>
    /// <param name="bits">The value.</param>
    public static string OfParameter(ParameterType type, long bits) => type switch
    {
        ParameterType.Double => BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture),
        ParameterType.Boolean => bits != 0 ? "true" : "false",
        ParameterType.Price => new Price(bits).ToString(),
        _ => bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A field whose meaning another field of the payload says, in words; null for every other field.</summary>
    /// <param name="payload">The payload, boxed.</param>
    /// <param name="field">Name of the field.</param>
    internal static string? Of(object payload, string field) => (payload, field) switch
    {
        (LimitSetPayload limit, nameof(LimitSetPayload.Value)) => LimitText.Format(limit.Control, limit.Value),
        (LimitChangedPayload limit, nameof(LimitChangedPayload.NewValue)) =>
            LimitText.Format(limit.Control, limit.NewValue),
        (LimitChangedPayload limit, nameof(LimitChangedPayload.OldValue)) =>
            limit.HadOld == 0 ? "none" : LimitText.Format(limit.Control, limit.OldValue),
        (RejectPayload { Reason: RejectReason.LimitNotSet } reject, nameof(RejectPayload.Value)) =>
            LimitText.NameOf((RiskControl)reject.Value),
        (LimitSetPayload limit, nameof(LimitSetPayload.Control)) => LimitText.NameOf(limit.Control),
        (LimitChangedPayload limit, nameof(LimitChangedPayload.Control)) => LimitText.NameOf(limit.Control),
        (AlertPayload { Code: AlertCode.UnknownOrder } alert, nameof(AlertPayload.Detail)) =>
            new OrderId((ulong)alert.Detail).ToString(),
        (ParameterSetPayload parameter, nameof(ParameterSetPayload.ValueBits)) =>
            OfParameter(parameter.Type, parameter.ValueBits),
        (ParameterChangedPayload parameter, nameof(ParameterChangedPayload.NewBits)) =>
            OfParameter(parameter.Type, parameter.NewBits),
        (ParameterChangedPayload parameter, nameof(ParameterChangedPayload.OldBits)) =>
            parameter.HadOld == 0 ? "default" : OfParameter(parameter.Type, parameter.OldBits),
        _ => null,
    };
}
