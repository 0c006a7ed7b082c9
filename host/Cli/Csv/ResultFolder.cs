using Strategies.Plans;
using Strategies.Session.Results;

namespace Strategies.Cli.Csv;

/// <summary>
/// The folder into which a backtest writes what came of it: <c>orders.csv</c>, <c>fills.csv</c>, <c>positions.csv</c>,
/// <c>equity.csv</c>. Names of columns are those of FIX where FIX has one, and stay.
/// </summary>
internal sealed class ResultFolder
{
    private readonly string _folder;

    /// <summary>Makes the folder before anything is played: what cannot be written is not found out at the end of a day.</summary>
    /// <param name="folder">New, or empty.</param>
    /// <exception cref="PlanException">Something is in it.</exception>
    internal ResultFolder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        if (File.Exists(_folder) || (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any()))
        {
            throw new PlanException(
                _folder, File.Exists(_folder) ? "the folder of results is a file" : "the folder of results is not empty",
                "give a new folder with --out");
        }

        Directory.CreateDirectory(_folder);
    }

    /// <summary>Writes the files.</summary>
    /// <param name="result">The result; its journal is still there.</param>
    internal void Write(SessionResult result)
    {
        OrderFiles.Write(result.JournalDir, PathOf("orders.csv"), PathOf("fills.csv"));
        WritePositions(result);
        WriteEquity(result);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void WritePositions(SessionResult result)
    {
        using CsvFile file = new(
            PathOf("positions.csv"), "Slot", "Account", "Symbol", "SecurityExchange", "PosQty", "Cost", "Realised", "Unrealised",
            "Commission", "Profit", "Currency");
        foreach (PositionReport position in result.Positions)
        {
            file.Write(
                position.Slot,
                position.Account,
                position.Symbol,
                position.Venue,
                CsvText.Number(position.Quantity),
                CsvText.Amount(position.Cost),
                CsvText.Amount(position.Realised),
                CsvText.Amount(position.Unrealised),
                CsvText.Amount(position.Fees),
                CsvText.Amount(position.Profit),
                position.Currency);
        }
    }

    private void WriteEquity(SessionResult result)
    {
        using CsvFile file = new(
            PathOf("equity.csv"), "TransactTime", "Slot", "Realised", "Unrealised", "Commission", "Equity", "Currency");
        foreach (EquitySample sample in result.Equity)
        {
            file.Write(
                CsvText.Time(sample.TimeNs),
                result.Slots[sample.Slot - 1].Name,
                CsvText.Amount(sample.Realised),
                CsvText.Amount(sample.Unrealised),
                CsvText.Amount(sample.Fees),
                CsvText.Amount(sample.Equity),
                sample.Currency.ToString());
        }
    }
}
