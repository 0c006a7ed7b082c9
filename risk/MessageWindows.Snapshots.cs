namespace Strategies.Risk;

/// <content>The windows as bytes: totals, and the times that still count.</content>
internal sealed partial class MessageWindows
{
    /// <summary>Writes the windows as they stand at a time.</summary>
    public void Save(BinaryWriter writer, long timeNs)
    {
        for (int window = 0; window < _totals.Length; window++)
        {
            long total = _totals[window];
            long count = Count(window, timeNs);
            writer.Write(total);
            writer.Write(count);
            for (long number = total - count; number < total; number++)
            {
                writer.Write(_sentNs[Place(window, number)]);
            }
        }
    }

    /// <summary>Takes the windows over. Messages that no longer count are as if they had been sent at time zero.</summary>
    public void Restore(BinaryReader reader)
    {
        Array.Clear(_sentNs);
        for (int window = 0; window < _totals.Length; window++)
        {
            long total = reader.ReadInt64();
            long count = reader.ReadInt64();
            if (count < 0 || count > total || count > _countMax)
            {
                throw new InvalidDataException($"window {window} has {count} recent messages of {total}");
            }

            _totals[window] = total;
            for (long number = total - count; number < total; number++)
            {
                _sentNs[Place(window, number)] = reader.ReadInt64();
            }
        }
    }
}
