using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>What one accepted order or replace reserved.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">The side.</param>
/// <param name="Quantity">The quantity, 0 or more.</param>
internal readonly record struct CallbackReservation(int Instrument, Side Side, long Quantity);
