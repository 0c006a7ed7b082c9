namespace Strategies.Projection;

/// <summary>What is counted of a slot's orders during a day.</summary>
public sealed class SlotCounts
{
    public long Orders { get; set; }

    public long Replaces { get; set; }

    public long Cancels { get; set; }

    public long Fills { get; set; }

    public long Rejects { get; set; }
}
