namespace Strategies.Cell.Config;

/// <summary>A user of the machine.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Group">Number of its group.</param>
public readonly record struct CellUser(uint Id, uint Group);
