using System.IO.Compression;

namespace Strategies.Feeds.Verification;

/// <summary>
/// Rebuilds a LOBSTER day's book by both rules. Shares no code with <see cref="Lobster.LobsterSource"/> and its mirror,
/// and is written to be obviously right rather than fast, so that it can judge them. Both files have been read once
/// before without damage.
/// </summary>
internal sealed class LobsterChecker
{
    private const int RowsPerReport = 4096;

    private readonly int _levels;
    private NaiveBook _wholeDay = null!;
    private NaiveBook _previous = null!;
    private long _rows;
    private long _oneStepDiffering;
    private long _wholeDayDiffering;
    private long _levelsTaken;
    private long _crossedRows;
    private long? _firstDifferingRow;

    private LobsterChecker(int levels) => _levels = levels;

    internal static LobsterVerification Check(string file, Action<double>? progress)
    {
        using ZipArchive messagesZip = ZipFile.OpenRead(file);
        using ZipArchive orderbookZip = ZipFile.OpenRead(file);
        ZipArchiveEntry messagesEntry = messagesZip.Entries.Single(
            entry => entry.Name.Contains("_message_", StringComparison.Ordinal));
        ZipArchiveEntry orderbookEntry = orderbookZip.Entries.Single(
            entry => entry.Name.Contains("_orderbook_", StringComparison.Ordinal));
        using StreamReader messages = new(messagesEntry.Open());
        using StreamReader orderbook = new(orderbookEntry.Open());

        LobsterChecker? checker = null;
        long characters = 0;
        while (messages.ReadLine() is { } message && orderbook.ReadLine() is { } bookRow)
        {
            NaiveBook reference = NaiveBook.Parse(bookRow);
            checker ??= new LobsterChecker(bookRow.Split(',').Length / 4);
            checker.CheckRow(message.Split(','), reference);
            characters += message.Length + 1;
            if (checker._rows % RowsPerReport == 0)
            {
                progress?.Invoke((double)characters / messagesEntry.Length);
            }
        }

        return checker is null ? new LobsterVerification(0, 0, 0, 0, 0) : checker.Result();
    }

    private LobsterVerification Result() =>
        new(_rows, _oneStepDiffering, _wholeDayDiffering, _levelsTaken, _crossedRows)
        {
            FirstDifferingRow = _firstDifferingRow,
        };

    private void CheckRow(string[] message, NaiveBook reference)
    {
        _rows++;
        if (_rows == 1)
        {
            _wholeDay = reference.Copy();
        }
        else
        {
            bool isStepEqual = CheckOneStep(message, reference);
            bool isDayEqual = CheckWholeDay(message, reference);
            _oneStepDiffering += isStepEqual ? 0 : 1;
            _wholeDayDiffering += isDayEqual ? 0 : 1;
            _firstDifferingRow ??= isStepEqual && isDayEqual ? null : _rows;
        }

        _crossedRows += _wholeDay.IsCrossed ? 1 : 0;
        _previous = reference;
    }

    private bool CheckOneStep(string[] message, NaiveBook reference)
    {
        NaiveBook step = _previous.Copy();
        bool? touchedBids = step.Apply(message);
        return step.SideEquals(reference, isBid: true, touchedBids == true ? _levels - 1 : _levels)
            && step.SideEquals(reference, isBid: false, touchedBids == false ? _levels - 1 : _levels);
    }

    private bool CheckWholeDay(string[] message, NaiveBook reference)
    {
        _wholeDay.Apply(message);
        _wholeDay.Cut(_levels);
        _levelsTaken += _wholeDay.TakeMissing(reference);
        _wholeDay.Cut(_levels);
        return _wholeDay.SideEquals(reference, isBid: true, _levels)
            && _wholeDay.SideEquals(reference, isBid: false, _levels);
    }
}
