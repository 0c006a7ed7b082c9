namespace Strategies.Risk;

/// <summary>
/// Where the limits that concern one order begin in the table: the cell of its instrument at each of the four scopes.
/// </summary>
/// <param name="Order">Order scope.</param>
/// <param name="Strategy">The slot.</param>
/// <param name="Account">The account.</param>
/// <param name="Firm">The firm.</param>
internal readonly record struct LimitPath(int Order, int Strategy, int Account, int Firm);
