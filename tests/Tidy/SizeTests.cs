using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Strategies.Tidy.Tests;

public sealed class SizeTests
{
    private const int FileLinesMax = 600;
    private const int ProductFileLinesMax = 300;
    private const int MethodLinesMax = 70;
    private const int LineColumnsMax = 140;

    /// <summary>Product files that may be longer than others: each is one state machine, and says here which.</summary>
    private static readonly Dictionary<string, string> OneStateMachine = new()
    {
        ["host/Engine/Books/OrderBook.cs"] = "one book: levels, orders in time order, and the free lists that both share",
        ["host/Engine/DayHandler.cs"] = "a day's beginning and end: each definition checked where the universe is put together",
        ["host/Engine/MarketDataHandler.cs"] = "a packet's messages one after the other: decoded, applied, and told when the next has come",
        ["host/Engine/Orders/ExecutionReportHandler.cs"] = "the life of an order by its reports: every transition beside the others",
        ["host/Engine/Orders/OrderHandler.cs"] = "the way of an order out: number, gate, reservation, output, and back when refused",
        ["host/Engine/Slots/SlotRunner.cs"] = "a call into a strategy: begun, returned, thrown or over its bound, each kind of call beside the others",
        ["host/Engine/Slots/SwapHandler.cs"] = "the life of a swap: requested, saved, restored, committed, refused or rolled back",
        ["host/Gateways/SimulatedExchange.cs"] = "the simulator as an exchange: what was asked of it, what it owes, session up and down",
        ["host/Journal/Archiving/StreamArchiver.cs"] = "one stream from memory to disk: copying, stalled, behind, caught up",
        ["host/Journal/Segments/RecordCursor.cs"] = "reading a stream: in a record, at a padding, at a segment's end, at damage",
        ["host/Venues/Simulation/HistoricalFlow.cs"] = "what the data's messages do to resting orders, each kind beside the others",
        ["host/Venues/SimulatedVenue.cs"] = "one exchange: what has arrived, what is due, what rests",
    };

    [Fact]
    public void No_source_file_is_longer_than_600_lines() =>
        Offenders.MustBeNone(Repository.SourceFiles.Where(file => Repository.Read(file).Split('\n').Length > FileLinesMax + 1));

    [Fact]
    public void A_product_file_of_more_than_300_lines_is_on_the_list_of_state_machines_and_the_list_has_no_other() => Assert.Equal(
        OneStateMachine.Keys.Order(StringComparer.Ordinal),
        Syntax.ProductFiles.Where(file => Repository.Read(file).Count(character => character == '\n') > ProductFileLinesMax)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void No_method_is_longer_than_70_lines() =>
        Offenders.MustBeNone(Repository.SourceFiles.SelectMany(LongMethods));

    [Fact]
    public void No_product_line_is_wider_than_140_columns() =>
        Offenders.MustBeNone(Syntax.ProductFiles.SelectMany(WideLines));

    [Fact]
    public void Every_product_file_holds_one_type() =>
        Offenders.MustBeNone(Syntax.ProductFiles.Where(file => Syntax.TopTypes(file).Count() > 1));

    [Fact]
    public void Every_product_file_is_named_after_its_type() =>
        Offenders.MustBeNone(Syntax.ProductFiles.Where(file => Syntax.TopTypes(file).Any(type => NameOf(file) != Syntax.NameOf(type))));

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file).Split('.')[0];

    private static IEnumerable<string> LongMethods(string file) =>
        from member in Syntax.Parse(file).DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        let first = member.ParameterList.GetLocation().GetLineSpan().StartLinePosition.Line
        let last = member.GetLocation().GetLineSpan().EndLinePosition.Line
        where last - first + 1 - LinesOfText(member) > MethodLinesMax
        select $"{file}:{first + 1}";

    /// <summary>Lines inside literals: source that a test compiles, for example, is text and not this method's code.</summary>
    private static int LinesOfText(SyntaxNode member) => member.DescendantNodes()
        .Where(node => node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax)
        .Where(node => node.Ancestors().TakeWhile(outer => outer != member).All(outer => outer is not InterpolatedStringExpressionSyntax))
        .Select(node => node.GetLocation().GetLineSpan())
        .Sum(span => span.EndLinePosition.Line - span.StartLinePosition.Line);

    private static IEnumerable<string> WideLines(string file) =>
        Repository.Read(file).Split('\n').Select((line, index) => (line, index))
            .Where(entry => entry.line.Length > LineColumnsMax).Select(entry => $"{file}:{entry.index + 1}");
}
