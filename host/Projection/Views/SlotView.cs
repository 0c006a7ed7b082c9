namespace Strategies.Projection.Views;

/// <summary>A strategy slot as the journal has it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Account">The account it trades for.</param>
/// <param name="State"><c>empty</c>, <c>running</c>, <c>stopped</c> or <c>quarantined</c>.</param>
/// <param name="Version">
/// Name and version of the main assembly in it; empty when there is none, or where no store is at hand to tell.
/// </param>
/// <param name="PackageHash">The version in it; empty when there is none.</param>
/// <param name="PreviousHash">The version to which a rollback goes; empty when there is none.</param>
/// <param name="RolledBackFrom">The same, when the slot was rolled back from just that version; empty otherwise.</param>
/// <param name="WorkingOrders">Orders that can still trade.</param>
/// <param name="Orders">New orders that left.</param>
/// <param name="Replaces">Replace requests that left.</param>
/// <param name="Cancels">Cancel requests that left.</param>
/// <param name="Fills">Fills.</param>
/// <param name="Rejects">Orders and requests that were refused.</param>
/// <param name="Reason">Why it is in this state.</param>
/// <param name="SinceSequence">Number of the input that brought it there.</param>
/// <param name="SinceNs">When, engine time, ns since 1970-01-01 UTC.</param>
/// <param name="Killed">True when a kill switch holds it, its account or the firm.</param>
/// <param name="Flattening">
/// <c>canceling</c> or <c>closing</c> while it is being flattened, <c>flat</c> or <c>notFlat</c> behind that until it runs; empty
/// otherwise.
/// </param>
public sealed record SlotView(
    int Number,
    string Name,
    string Account,
    string State,
    string Version,
    string PackageHash,
    string PreviousHash,
    string RolledBackFrom,
    int WorkingOrders,
    long Orders,
    long Replaces,
    long Cancels,
    long Fills,
    long Rejects,
    string Reason,
    ulong SinceSequence,
    long SinceNs,
    bool Killed,
    string Flattening);
