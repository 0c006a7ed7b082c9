namespace Strategies.Cells.Swapping;

/// <summary>One deployment through the edge, as the operator saw it.</summary>
/// <param name="Number">Number of the version.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="LiveMs">From the command to the answer that it is live, ms.</param>
/// <param name="Answer">The answer, when it is not live.</param>
public readonly record struct SwapResult(int Number, int Status, double LiveMs, string Answer)
{
    /// <summary>True when the version is live.</summary>
    public bool IsLive => Status == 200;
}
