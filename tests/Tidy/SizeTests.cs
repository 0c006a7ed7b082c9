using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Strategies.Tidy.Tests;

public sealed class SizeTests
{
    private const int FileLinesMax = 600;
    private const int MethodLinesMax = 70;
    private const int LineColumnsMax = 140;

    [Fact]
    public void No_source_file_is_longer_than_600_lines() =>
        Offenders.MustBeNone(Repository.SourceFiles.Where(file => Repository.Read(file).Split('\n').Length > FileLinesMax + 1));

    [Fact]
    public void No_method_is_longer_than_70_lines() =>
        Offenders.MustBeNone(Repository.SourceFiles.SelectMany(LongMethods));

    [Fact]
    public void No_product_line_is_wider_than_140_columns() =>
        Offenders.MustBeNone(Repository.SourceFiles.Where(IsProduct).SelectMany(WideLines));

    [Fact]
    public void Every_product_file_holds_one_type() =>
        Offenders.MustBeNone(Repository.SourceFiles.Where(IsProduct).Where(file => TopTypes(file).Count() > 1));

    [Fact]
    public void Every_product_file_is_named_after_its_type() =>
        Offenders.MustBeNone(Repository.SourceFiles.Where(IsProduct).Where(file => TopTypes(file).Any(type => NameOf(file) != type)));

    private static bool IsProduct(string file) => !file.StartsWith("tests/", StringComparison.Ordinal);

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file).Split('.')[0];

    private static IEnumerable<string> TopTypes(string file) =>
        Parse(file).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text)
            .Concat(Parse(file).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<DelegateDeclarationSyntax>().Select(type => type.Identifier.Text));

    private static IEnumerable<string> LongMethods(string file) =>
        from member in Parse(file).DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
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

    private static SyntaxNode Parse(string file) => CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot();
}
