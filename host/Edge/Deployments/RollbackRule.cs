using Strategies.Edge.Hosting;
using Strategies.Records;

namespace Strategies.Edge.Deployments;

/// <summary>
/// Whether a rollback goes where the person means it to. A slot keeps one previous version: behind a rollback that is the one
/// just left, so a second rollback would go forward to it again, which has to be said.
/// </summary>
internal static class RollbackRule
{
    private const int HashDigits = 8;

    /// <exception cref="EdgeException">409: there is no previous version, or it lies in the other direction.</exception>
    /// <param name="slot">Name of the slot.</param>
    /// <param name="previous">Its previous version; empty for none.</param>
    /// <param name="isRolledBack">True when the slot was just rolled back from it.</param>
    /// <param name="isForward">True when it is asked for as such.</param>
    /// <param name="labels">Names versions.</param>
    internal static void Require(string slot, Hash256 previous, bool isRolledBack, bool isForward, VersionLabels labels)
    {
        if (previous.IsEmpty)
        {
            throw new EdgeException(
                409, "there is nothing to go back to", $"'{slot}' has no previous version", "deploy the version you want");
        }

        if (isRolledBack == isForward)
        {
            return;
        }

        string hash = previous.ToString();
        string version = $"{labels.LabelOf(hash)} ({hash[..HashDigits]})";
        throw isForward
            ? new EdgeException(
                409,
                "that would go back, not forward",
                $"'{slot}' was not rolled back last: {version} is the version before the one that runs",
                "leave --forward out to go back to it")
            : new EdgeException(
                409,
                "that would go forward again",
                $"'{slot}' was just rolled back from {version}, and that is the version which would come back",
                "add --forward to bring it back all the same; strat deploy HASH brings any other version of the store");
    }
}
