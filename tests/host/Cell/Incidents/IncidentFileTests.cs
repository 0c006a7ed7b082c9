using Strategies.Cell.Incidents;

namespace Strategies.Cell.Tests.Incidents;

/// <summary>What is kept of what happened to a cell's processes.</summary>
public sealed class IncidentFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"strategies-incidents-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_added_is_read_in_order_with_every_field()
    {
        IncidentFile file = new(_file);
        Assert.Empty(file.Read());
        Incident silent = Of(1) with { DurationMs = 345, Sequence = 678, SessionTimeNs = 9, Process = "core" };
        file.Append(silent);
        file.Append(Of(2));
        Assert.Equal([silent, Of(2)], file.Read());
        Assert.Equal([Of(2).ToString()], file.WordsSince(Noon.AddSeconds(2)));
    }

    [Fact]
    public void A_line_that_a_killed_writer_left_half_costs_itself_only()
    {
        IncidentFile file = new(_file);
        file.Append(Of(1));
        File.AppendAllText(_file, "{\"time\":\"2026-03");
        Assert.Equal([Of(1)], file.Read());
        file.Tidy();
        file.Append(Of(2));
        Assert.Equal([Of(1), Of(2)], file.Read());
    }

    [Fact]
    public void From_run_to_run_the_last_thousand_are_kept()
    {
        IncidentFile file = new(_file);
        for (int second = 0; second < IncidentFile.Kept + 5; second++)
        {
            file.Append(Of(second));
        }

        file.Tidy();
        IReadOnlyList<Incident> kept = file.Read();
        Assert.Equal((IncidentFile.Kept, Of(5)), (kept.Count, kept[0]));
    }

    private static Incident Of(int second) => new()
    {
        Time = Noon.AddSeconds(second),
        Process = "venue-2",
        Kind = IncidentKind.Blocked,
        Text = "new orders were blocked, since the core was silent",
    };
}
