namespace Strategies.Swaps.Checks;

/// <summary>One thing that must hold of a day with swaps.</summary>
/// <param name="Name">What.</param>
/// <param name="IsHeld">True when it does.</param>
/// <param name="Detail">What was found.</param>
public sealed record SwapCheck(string Name, bool IsHeld, string Detail)
{
    /// <summary>One line.</summary>
    public override string ToString() => $"{(IsHeld ? "held" : "BROKEN")}: {Name}: {Detail}";
}
