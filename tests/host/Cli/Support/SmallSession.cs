using System.Text;
using Strategies.Backtest.Tests.Support;
using Strategies.Plans;

namespace Strategies.Cli.Tests.Support;

/// <summary>
/// A folder with a plan that is good: a short artificial day and the ladder. Tests spoil one thing of it.
/// </summary>
internal sealed class SmallSession : IDisposable
{
    private readonly TestSession _session = new();

    internal SmallSession(int rows = 1_500)
    {
        Plan = _session.ShortPlan(rows, 500, new SlotPlan { Name = "ladder", Strategy = Packages.Ladder });
        WritePlan(Plan);
    }

    internal SessionPlan Plan { get; }

    internal string PlanFile => PathOf("plan.json");

    internal string Limits => _session.Limits;

    internal string JournalDir => PathOf("journal");

    internal string PathOf(string name) => _session.PathOf(name);

    internal void WritePlan(SessionPlan plan) => File.WriteAllBytes(PlanFile, Plans.PlanFile.Write(plan));

    /// <summary>Writes the plan with a strategy of the test's own in its slot.</summary>
    internal void WritePlanWith(string strategy) =>
        WritePlan(Plan with { Slots = [Plan.Slots[0] with { Strategy = strategy }] });

    internal string Write(string name, string text)
    {
        string file = PathOf(name);
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        return file;
    }

    /// <summary>Plays the plan with <c>--json</c> and further words.</summary>
    internal StratResult Play(params string[] more) =>
        Strat.Run(["backtest", PlanFile, "--journal", JournalDir, "--json", .. more]);

    /// <summary>Compiles source into a package folder.</summary>
    internal string Compile(string source) => PluginTestCompiler.Compile(PathOf("package"), "Demo", source);

    public void Dispose() => _session.Dispose();
}
