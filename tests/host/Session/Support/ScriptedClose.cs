namespace Strategies.Session.Tests.Support;

/// <summary>A venue that has ended its day when it has been looked at so many times.</summary>
internal sealed class ScriptedClose(int turns, bool isUnanswered = false) : VenueClose
{
    internal int Asked { get; private set; }

    public override bool TryEnd()
    {
        bool hasEnded = ++Asked >= turns;
        IsUnanswered = hasEnded && isUnanswered;
        return hasEnded;
    }
}
