using System.Text.Json;

namespace Strategies.Plans;

/// <summary>One thing that an operator does, at a point of the data.</summary>
public sealed record ActionPlan
{
    /// <summary>After how many market messages; 0 is before the first.</summary>
    public required long AtEvent { get; init; }

    /// <summary>What.</summary>
    public required PlanActionKind Action { get; init; }

    /// <summary>The slot, for all but kill, release, limit and a venue's session.</summary>
    public string Slot { get; init; } = "";

    /// <summary>For a swap: the assembly or package folder of the next version, relative to the plan.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>
    /// For kill and release: <c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>instrument:SYMBOL</c>. For a
    /// limit as in the limits file: <c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>order</c>.
    /// </summary>
    public string Scope { get; init; } = "";

    /// <summary>For a venue's session: the venue's name.</summary>
    public string Venue { get; init; } = "";

    /// <summary>
    /// For a limit that holds for one instrument only: its symbol; SYMBOL@VENUE where several venues have it.
    /// </summary>
    public string Instrument { get; init; } = "";

    /// <summary>For a parameter: its name. For a limit: its key in the limits file, for example maxPosition.</summary>
    public string Name { get; init; } = "";

    /// <summary>For a parameter or a limit: its value; a limit's is in the unit of the limits file.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Waits, past <see cref="AtEvent"/>, until the slot has at least this many working orders.</summary>
    public int MinWorkingOrders { get; init; }

    /// <summary>Who does it.</summary>
    public string Who { get; init; } = "plan";

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";
}
