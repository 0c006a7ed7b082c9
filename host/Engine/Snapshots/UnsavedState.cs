using Strategies.Records;

namespace Strategies.Engine.Snapshots;

/// <summary>The slot because of which a state could not be written: the Save of its version threw.</summary>
/// <param name="Slot">Number of the slot, from 1.</param>
/// <param name="Package">The version.</param>
/// <param name="Problem">What its Save said, for example <c>Save threw InvalidOperationException: ...</c>.</param>
public sealed record UnsavedState(int Slot, Hash256 Package, string Problem);
