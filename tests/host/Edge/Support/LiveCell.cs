using Strategies.Records;

namespace Strategies.Edge.Tests.Support;

/// <summary>A cell with a core and an edge that both run; the ladder is in the first slot.</summary>
public sealed class LiveCell : IDisposable
{
    public LiveCell()
    {
        Cell = new TestCell();
        Ladder = Cell.Add(TestCell.Ladder);
        LadderV2 = Cell.Add(TestCell.LadderV2);
        Core = new FakeCore(Cell, Ladder);
        Edge = new TestEdge(Cell);
        Edge.AwaitDay();
    }

    internal TestCell Cell { get; }

    internal Hash256 Ladder { get; }

    internal Hash256 LadderV2 { get; }

    internal FakeCore Core { get; }

    internal TestEdge Edge { get; }

    public void Dispose()
    {
        Edge.Dispose();
        Core.Dispose();
        Cell.Dispose();
    }
}
