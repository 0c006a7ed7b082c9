using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Strategies.Tidy.Tests;

/// <summary>Source files as trees.</summary>
internal static class Syntax
{
    /// <summary>The product's source files.</summary>
    internal static IEnumerable<string> ProductFiles =>
        Repository.SourceFiles.Where(file => !file.StartsWith("tests/", StringComparison.Ordinal));

    internal static SyntaxNode Parse(string file) => CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot();

    /// <summary>The types, delegates too, that a file declares outside of other types.</summary>
    internal static IEnumerable<MemberDeclarationSyntax> TopTypes(string file) =>
        Parse(file).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Cast<MemberDeclarationSyntax>();

    internal static string NameOf(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax one ? one.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;

    internal static string NamespaceOf(MemberDeclarationSyntax type) =>
        type.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString() ?? "";

    internal static bool IsPartial(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);
}
