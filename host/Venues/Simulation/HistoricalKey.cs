namespace Strategies.Venues.Simulation;

/// <summary>Names an order of the data.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Reference">The data's reference, unique within the instrument.</param>
internal readonly record struct HistoricalKey(int Instrument, ulong Reference);
