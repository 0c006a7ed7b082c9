namespace Strategies.Edge.Views;

/// <summary>A slot whose flattening a command has begun, as it stood then.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Positions">Instruments of which it held something.</param>
/// <param name="WorkingOrders">Its orders that could still trade, and are being canceled.</param>
/// <param name="Status">
/// <c>canceling</c> or <c>closing</c> while it goes on; <c>flat</c> or <c>notFlat</c> when it ended at once.
/// </param>
public sealed record FlattenView(string Slot, int Positions, int WorkingOrders, string Status);
