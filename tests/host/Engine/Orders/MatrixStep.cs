using Strategies.Sdk;

namespace Strategies.Engine.Tests.Orders;

/// <summary>One line of the order state matrices.</summary>
internal sealed record MatrixStep(
    string Scenario,
    string Time,
    bool IsOurs,
    string Message,
    string ClOrdId,
    char ExecType,
    char OrdStatus,
    long? OrderQty,
    long? CumQty,
    long? LeavesQty,
    long LastQty,
    bool IsBranch,
    string Note)
{
    internal OrdStatus Status => (OrdStatus)OrdStatus;

    /// <summary>Reads the file: scenario, and its lines in order.</summary>
    internal static Dictionary<string, List<MatrixStep>> Load(string file) => File.ReadLines(file)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => Parse(line.Split('\t')))
        .GroupBy(step => step.Scenario)
        .ToDictionary(group => group.Key, group => group.ToList());

    private static MatrixStep Parse(string[] cells) => new(
        cells[0],
        cells[2],
        cells[3] == ">",
        cells[4],
        cells[5],
        cells[7].Length > 0 ? cells[7][0] : '\0',
        cells[10].Length > 0 ? cells[10][0] : '\0',
        Number(cells[11]),
        Number(cells[12]),
        Number(cells[13]),
        Number(cells[14]) ?? 0,
        cells[15] == "R",
        cells[16]);

    private static long? Number(string cell) => cell.Length == 0 ? null : long.Parse(cell);
}
