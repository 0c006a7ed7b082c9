using Mono.Cecil;

namespace Strategies.Plugins.Tests.Checking.Framework;

/// <summary>
/// Goes once through all that what strategies may use is implemented with, then back from the sources that it came by.
/// </summary>
internal sealed class FrameworkWalk(StepReader reader, RuleList sources, RuleList cuts)
{
    private readonly LateCalls _late = new();
    private readonly HashSet<Step> _seen = [];
    private readonly Queue<Step> _ahead = new();
    private readonly List<Step> _found = [];
    private readonly Dictionary<Step, List<Step>> _cameFrom = [];
    private readonly Dictionary<Step, Step?> _towards = [];

    /// <summary>How many steps it has made.</summary>
    internal int Steps => _seen.Count;

    /// <summary>Walks from some steps.</summary>
    internal void Run(IEnumerable<Step> starts)
    {
        foreach (Step start in starts)
        {
            ComeBy(start);
        }

        while (_ahead.TryDequeue(out Step step))
        {
            IEnumerable<(Step From, Step To)> ways = step.Kind switch
            {
                StepKind.VirtualCall => _late.Call((MethodDefinition)step.Of),
                StepKind.Virtuals => _late.Make(step),
                _ => reader.Read(step).Select(next => (step, next)),
            };
            foreach ((Step from, Step to) in ways)
            {
                Go(from, to);
            }
        }

        GoBack();
    }

    /// <summary>The shortest way from a step to a source; null when it leads to none.</summary>
    internal IReadOnlyList<Step>? PathFrom(Step start)
    {
        if (!_towards.ContainsKey(start))
        {
            return null;
        }

        List<Step> path = [];
        for (Step? at = start; at is { } step; at = _towards[step])
        {
            path.Add(step);
        }

        return path;
    }

    private void Go(Step from, Step to)
    {
        if (cuts.Has(from.Name, to.Name) || !ComeBy(to))
        {
            return;
        }

        if (!_cameFrom.TryGetValue(to, out List<Step>? known))
        {
            _cameFrom.Add(to, known = []);
        }

        known.Add(from);
    }

    /// <summary>False when the step is cut.</summary>
    private bool ComeBy(Step step)
    {
        string name = step.Name;
        if (cuts.Has(name))
        {
            return false;
        }

        if (!_seen.Add(step))
        {
            return true;
        }

        if (sources.Has(name))
        {
            _found.Add(step);
        }
        else
        {
            _ahead.Enqueue(step);
        }

        return true;
    }

    private void GoBack()
    {
        Queue<Step> behind = new(_found);
        _found.ForEach(source => _towards.Add(source, null));
        while (behind.TryDequeue(out Step step))
        {
            foreach (Step from in _cameFrom.GetValueOrDefault(step) ?? [])
            {
                if (_towards.TryAdd(from, step))
                {
                    behind.Enqueue(from);
                }
            }
        }
    }
}
