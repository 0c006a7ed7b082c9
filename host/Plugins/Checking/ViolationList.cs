namespace Strategies.Plugins.Checking;

/// <summary>Collects what is refused, each thing once, the first ones in full.</summary>
internal sealed class ViolationList
{
    private readonly HashSet<(string Assembly, string Place, string Problem)> _seen = [];
    private readonly List<Violation> _listed = [];

    internal IReadOnlyList<Violation> Listed => _listed;

    internal int TotalCount => _seen.Count;

    internal void Add(string assembly, string place, string problem, string hint)
    {
        if (_seen.Add((assembly, place, problem)) && _listed.Count < CheckResult.MaxListed)
        {
            _listed.Add(new Violation(assembly, place, problem, hint));
        }
    }
}
