using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Strategies.Tidy.Tests;

/// <summary>Names say what a thing is, and a name stands for one thing.</summary>
public sealed class NamingTests
{
    /// <summary>The parts of a partial type are one type.</summary>
    [Fact]
    public void No_type_name_stands_twice_in_host_sdk_and_risk() => Offenders.MustBeNone(
        Syntax.ProductFiles.Where(file => Regex.IsMatch(file, "^(host|sdk|risk)/"))
            .SelectMany(file => Syntax.TopTypes(file), (file, type) => (
                Name: Syntax.NameOf(type), Place: Syntax.IsPartial(type) ? Syntax.NamespaceOf(type) : file))
            .GroupBy(one => one.Name, one => one.Place)
            .Where(group => group.Distinct().Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Distinct())}"));

    [Fact]
    public void No_class_is_a_desk_a_helper_a_manager_or_a_util() => Offenders.MustBeNone(
        from file in Syntax.ProductFiles
        from type in Syntax.Parse(file).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where Regex.IsMatch(type.Identifier.Text, "(Desk|Helper|Manager|Util|Utils|Utility)s?$")
        select $"{file}: {type.Identifier.Text} does not say what it does");

    /// <summary>No source has the number 0 with a kind: <c>SourceKind.None, 0</c> is none.</summary>
    [Fact]
    public void No_source_id_is_written_as_a_number() => Offenders.MustBeNone(
        from file in Syntax.ProductFiles
        from match in Regex.Matches(Repository.Read(file), @"\bSourceId\s*=\s*\d|\bSourceKind\.(?!None\b)\w+,\s*\d")
        select $"{file}: {match.Value}; the numbers stand in SourceIds");
}
