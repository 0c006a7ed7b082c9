namespace Strategies.Cell.Incidents;

/// <summary>A version whose Save forgets a part of its state.</summary>
/// <param name="JournalId">The journal's identity: another day of the cell is another journal.</param>
/// <param name="Slot">Number of the slot, from 1.</param>
/// <param name="PackageHash">The version, as 64 hexadecimal digits.</param>
/// <param name="Text">What was found, in words.</param>
public sealed record ForgetfulVersion(Guid JournalId, int Slot, string PackageHash, string Text);
