using Spectre.Console;
using Strategies.Cli.Output;
using Strategies.Journal.Snapshots;

namespace Strategies.Cli.Commands;

/// <summary>One snapshot as <c>strat journal ls --json</c> shows it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Sequence">Number of the input whose state it is.</param>
/// <param name="Epoch">The leader's term.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Usable">Whether an engine can start from it: hash and place in the journal are right.</param>
/// <param name="Fault">What is wrong with it; null when it can be used.</param>
/// <param name="Problem">The same in words.</param>
internal sealed record SnapshotLine(
    string Name, ulong Sequence, uint Epoch, long Bytes, bool Usable, string? Fault, string? Problem)
{
    internal static SnapshotLine Of(SnapshotEntry entry) => new(
        entry.Name,
        entry.Sequence,
        entry.Epoch,
        entry.FileBytes,
        entry.IsUsable,
        entry.Fault?.Fault.ToString(),
        entry.Fault?.What);

    internal static Table Table(IReadOnlyList<SnapshotEntry> snapshots)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("snapshot", "input", "time", "bytes", "hash");
        foreach (SnapshotEntry entry in snapshots)
        {
            table.AddRow(
                Markup.Escape(entry.Name),
                Words.Count((long)entry.Sequence),
                Words.Time(entry.Info?.EngineTimeNs),
                Words.Count(entry.FileBytes),
                entry.Fault is { } fault ? $"[red]{Markup.Escape(fault.What)}[/]" : "[green]ok[/]");
        }

        return table;
    }
}
