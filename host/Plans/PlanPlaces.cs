using Strategies.Risk.Files;

namespace Strategies.Plans;

/// <summary>Where in a plan's text the things stand that its rules speak of.</summary>
/// <param name="root">The text.</param>
internal sealed class PlanPlaces(ConfigNode root)
{
    /// <summary>Refuses a plan.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="key">Path of the key that is at fault: the deepest part of it that is there has the line.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="hint">What would be right.</param>
    /// <exception cref="ConfigException">It does not hold.</exception>
    internal void Require(bool condition, string key, string problem, string hint)
    {
        if (!condition)
        {
            throw Error(key, problem, hint);
        }
    }

    /// <summary>What is wrong with a key, to be thrown.</summary>
    /// <param name="key">Its path; <c>feed</c> and <c>venue</c> also mean the only one of a list.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="hint">What would be right.</param>
    internal ConfigException Error(string key, string problem, string hint)
    {
        string first = key.Split('.')[0];
        bool isList = first is "feed" or "venue" && root.Find(first) is null;
        return root.At(isList ? $"{first}s[0]{key[first.Length..]}" : key).Error(problem, hint);
    }
}
