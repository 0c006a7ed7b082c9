namespace Forgetful;

/// <summary>Sends no order, and forgets in Save or Restore what its parameter says.</summary>
public sealed class ForgetfulStrategy : Strategy
{
    private const long Hour = 3_600_000_000_000;
    private const int PublishEvery = 50;

    private long _books;
    private long _streak;
    private long _longestStreak;
    private bool _hasTimer;

    /// <summary>0: nothing. 1: the streak, in Save. 2: the number of books, in Save. 3: that its timer is set. 4: the longest, in Restore. 5: how to save. 6: how to restore.</summary>
    [Parameter("forgets", Description = "What it forgets.", Min = 0, Max = 6)]
    public long Forgets { get; set; }

    /// <inheritdoc/>
    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        if (!_hasTimer)
        {
            _hasTimer = Context.SetTimer(1, Context.TimeNs + Hour);
        }

        _books++;
        _streak++;
        _longestStreak = Math.Max(_longestStreak, _streak);
        if (_books % PublishEvery == 0)
        {
            Context.Publish("books"u8, _books);
        }
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        if (Forgets == 5)
        {
            throw new InvalidOperationException("how was it?");
        }

        writer.Write(Forgets == 2 ? 0 : _books);
        writer.Write(_longestStreak);
        writer.Write(Forgets == 1 ? 0 : _streak);
        writer.Write(Forgets != 3 && _hasTimer);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        _books = reader.ReadInt64();
        _longestStreak = reader.ReadInt64();
        _streak = reader.ReadInt64();
        _hasTimer = reader.ReadBoolean();
        if (Forgets == 6)
        {
            throw new InvalidOperationException("how was it?");
        }

        _longestStreak = Forgets == 4 ? 0 : _longestStreak;
    }
}
