using Strategies.Records;

namespace Strategies.Driver;

/// <summary>
/// Overruns of callbacks, the same ones put together: a row for each slot, kind, callback and action, with their number, the
/// largest that was measured, and the first record. Allocates nothing after construction; one thread.
/// </summary>
public sealed class OverrunTable
{
    private const int RowsMax = 256;

    private readonly CallbackOverrunPayload[] _rows = new CallbackOverrunPayload[RowsMax];
    private int _count;

    /// <summary>The rows, in the order of their first records; the first 256.</summary>
    public ReadOnlySpan<CallbackOverrunPayload> Rows => _rows.AsSpan(0, _count);

    /// <summary>Adds what a record tells.</summary>
    /// <param name="overrun">The record's payload.</param>
    public void Add(in CallbackOverrunPayload overrun)
    {
        for (int index = 0; index < _count; index++)
        {
            ref CallbackOverrunPayload row = ref _rows[index];
            if (row.Slot == overrun.Slot && row.Kind == overrun.Kind && row.Call == overrun.Call && row.Action == overrun.Action)
            {
                row.Count += overrun.Count;
                row.Measured = Math.Max(row.Measured, overrun.Measured);
                return;
            }
        }

        if (_count < RowsMax)
        {
            _rows[_count++] = overrun;
        }
    }
}
