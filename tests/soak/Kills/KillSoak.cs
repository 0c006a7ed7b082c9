using Strategies.Crashes;
using Strategies.Plans;
using Strategies.Soak.Runs;

namespace Strategies.Soak.Kills;

/// <summary>Kills a session over a whole real day again and again, and brings it back each time.</summary>
/// <param name="name">Name of the run.</param>
/// <param name="moment">When each kill happens.</param>
/// <param name="kills">How many.</param>
internal sealed class KillSoak(string name, KillMoment moment, int kills) : SoakRun
{
    private const int Seed = 20120621;
    private const long Events = 155_935;
    private const int Swaps = 8;

    /// <inheritdoc/>
    public override string Name { get; } = name;

    /// <inheritdoc/>
    public override string Summary { get; } = moment switch
    {
        KillMoment.InSwap => $"{kills} kills between a swap's request and its decision",
        KillMoment.InSnapshot => $"{kills} kills while a snapshot is written",
        _ => $"{kills} kills -9 at random moments of a real day",
    };

    /// <inheritdoc/>
    public override SoakVerdict Run(SoakContext context)
    {
        CrashCampaign campaign = new(new CrashPlan
        {
            Strat = Path.GetFullPath("artifacts/strat"),
            PlanFile = WritePlan(context),
            WorkFolder = context.Scratch,
            SnapshotEvery = 130_000,
            Seed = Seed,
        });
        context.Say($"seed {Seed}");
        campaign.Inputs = (ulong)context.Step(
            "inputs of the reference", campaign.ReferenceFolder, () => (long)campaign.PlayReference());
        List<CrashPoint> points = [];
        for (int index = 0; index < kills; index++)
        {
            int number = index;
            points.Add(context.Step($"kill-{index + 1}", null, () => campaign.Kill(moment, number)));
            context.Say(points[^1].ToString());
        }

        return Judge(points);
    }

    private SoakVerdict Judge(List<CrashPoint> points)
    {
        List<string> wrong =
            [.. points.Where(point => point.Problem.Length > 0).Select(point => $"{point.LastSequence}: {point.Problem}")];
        if (moment == KillMoment.InSwap && !points.Exists(point => point.IsInSwap))
        {
            wrong.Add("no kill hit a swap");
        }

        return SoakVerdict.Of(
            [
                new SoakFigure("kills", $"{points.Count}"),
                new SoakFigure("inside a swap", $"{points.Count(point => point.IsInSwap)}"),
                new SoakFigure("starts from snapshots, all equal", $"{points.Sum(point => point.Starts)}"),
                new SoakFigure("open orders at the kill, least and most", $"{points.Min(point => point.OpenOrders)}, {points.Max(point => point.OpenOrders)}"),
                new SoakFigure("outputs made again", $"{points.Sum(point => point.OutputsMissing)}"),
                new SoakFigure("last inputs, least and most", $"{points.Min(point => point.LastSequence):N0}, {points.Max(point => point.LastSequence):N0}"),
            ],
            wrong,
            []);
    }

    /// <summary>The demo's plan, with one slot more that is swapped all day.</summary>
    private static string WritePlan(SoakContext context)
    {
        const string Demo = "samples/demo.plan.json";
        SessionPlan plan = PlanFile.Load(Path.GetFullPath(Demo));
        if (!File.Exists(plan.Feed.File))
        {
            throw new SoakException($"{plan.Feed.File} is not there", "put the market data beside the project");
        }

        string sleeper = Path.GetFullPath("artifacts/bin/Sleeper/release/Sleeper.dll");
        plan = plan with
        {
            Slots = [.. plan.Slots, new SlotPlan { Name = "sleeper", Account = "samples", Strategy = sleeper }],
            Actions =
            [
                .. plan.Actions,
                .. Enumerable.Range(1, Swaps).Select(index => new ActionPlan
                {
                    AtEvent = index * Events / (Swaps + 1),
                    Action = PlanActionKind.Swap,
                    Slot = "sleeper",
                    Strategy = sleeper,
                }),
            ],
        };
        string file = Path.Combine(context.Folder, "plan.json");
        File.WriteAllBytes(file, PlanFile.Write(plan));
        return file;
    }
}
