using System.Text.Json;
using Strategies.Records;
using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Plans;

/// <summary>One thing that an operator does, at a point of the data.</summary>
public sealed record ActionPlan
{
    /// <summary>After how many market messages; 0 is before the first.</summary>
    [ConfigWhole(0, 1_000_000_000_000)]
    public required long AtEvent { get; init; }

    /// <summary>What.</summary>
    public required PlanActionKind Action { get; init; }

    /// <summary>The slot, for all but kill, release, limit and a venue's session.</summary>
    [NameOf(NameKind.Slot, MayBeEmpty = true)]
    public string Slot { get; init; } = "";

    /// <summary>For a swap: the assembly or package folder of the next version, relative to the plan.</summary>
    [ConfigText(0, ConfigTextAttribute.PathBytesMax)]
    public string Strategy { get; init; } = "";

    /// <summary>
    /// For a swap: <c>carry</c>, it takes the state of the version before over; or <c>fresh</c>, it starts without and that one is not
    /// asked for anything.
    /// </summary>
    public SwapState State { get; init; }

    /// <summary>
    /// For kill and release: <c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>instrument:SYMBOL</c>. For a
    /// limit as in the limits file: <c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>order</c>.
    /// </summary>
    [ConfigText(0, 96)]
    public string Scope { get; init; } = "";

    /// <summary>For a venue's session: the venue's name.</summary>
    [NameOf(NameKind.Venue, MayBeEmpty = true)]
    public string Venue { get; init; } = "";

    /// <summary>
    /// For a limit that holds for one instrument only: its symbol; SYMBOL@VENUE where several venues have it.
    /// </summary>
    [ConfigText(0, 65)]
    public string Instrument { get; init; } = "";

    /// <summary>For a parameter: its name. For a limit: its key in the limits file, for example maxPosition.</summary>
    [NameOf(NameKind.Parameter, MayBeEmpty = true)]
    public string Name { get; init; } = "";

    /// <summary>For a parameter or a limit: its value; a limit's is in the unit of the limits file.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Waits, past <see cref="AtEvent"/>, until the slot has at least this many working orders.</summary>
    [ConfigWhole(0, 1 << 20)]
    public int MinWorkingOrders { get; init; }

    /// <summary>Who does it.</summary>
    [NameOf(NameKind.Person)]
    public string Who { get; init; } = "plan";

    /// <summary>Why.</summary>
    [ConfigText(0, RecordSizes.Text)]
    public string Reason { get; init; } = "";
}
