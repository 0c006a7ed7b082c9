using Mono.Cecil;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>
/// Brings together what virtual calls there are and what objects there are. Both become known as the walk goes on; a method of an
/// object is a step only once something calls a virtual method of that name.
/// </summary>
internal sealed class LateCalls
{
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Step Object, Step Method)>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Something calls a virtual method; what has waited for it is a way now.</summary>
    internal IEnumerable<(Step From, Step To)> Call(MethodDefinition method) =>
        Slots(method).Where(_called.Add).SelectMany(slot => _waiting.Remove(slot, out List<(Step, Step)>? waited) ? waited : []).ToList();

    /// <summary>There may be objects of a type: what of it may be called so far.</summary>
    internal IEnumerable<(Step From, Step To)> Make(Step virtuals)
    {
        foreach (MethodDefinition method in Dispatch.Virtuals((TypeDefinition)virtuals.Of))
        {
            (Step, Step) way = (virtuals, Step.To(method));
            if (Slots(method).Any(_called.Contains))
            {
                yield return way;
            }
            else
            {
                foreach (string slot in Slots(method))
                {
                    Wait(slot, way);
                }
            }
        }
    }

    private void Wait(string slot, (Step, Step) way)
    {
        if (!_waiting.TryGetValue(slot, out List<(Step, Step)>? waiting))
        {
            _waiting.Add(slot, waiting = []);
        }

        waiting.Add(way);
    }

    /// <summary>
    /// Names by which a method may be called. Methods of other types that have the name and as many parameters are taken for the same:
    /// that walks too much rather than too little.
    /// </summary>
    private static IEnumerable<string> Slots(MethodDefinition method) => method.Overrides.Select(one => one.Name)
        .Append(method.Name).Distinct(StringComparer.Ordinal).Select(name => $"{name}/{method.Parameters.Count}");
}
