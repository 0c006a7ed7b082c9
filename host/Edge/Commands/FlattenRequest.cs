using Strategies.Records;
using Strategies.Risk.Files;

namespace Strategies.Edge.Commands;

/// <summary>Flattens one slot, or every slot of one account.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Slot">The slot; empty for an account.</param>
/// <param name="Account">The account; empty for a slot.</param>
/// <param name="Ticks">
/// How many ticks behind the far side's best price a closing order may trade, 0 to <see cref="FlattenPayload.TicksMax"/>.
/// </param>
public sealed record FlattenRequest(
    string Reason,
    string Slot = "",
    string Account = "",
    [property: ConfigWhole(0, FlattenPayload.TicksMax)] int Ticks = 10);
