using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Strategies.Edge.Commands;
using Strategies.Edge.Tests.Support;
using Strategies.Plugins.Parameters;
using Strategies.Records;

namespace Strategies.Edge.Tests.Hosting;

/// <summary>The edge holds the tokens: no code of a package is loaded or run in it, and no engine.</summary>
public sealed class NoPackageCodeTests
{
    private static readonly string EdgeFile = typeof(EdgeProcess).Assembly.Location;

    [Fact]
    public void The_edge_names_nothing_that_loads_an_assembly()
    {
        using PEReader image = new(File.OpenRead(EdgeFile));
        MetadataReader reader = image.GetMetadataReader();
        string[] named = [.. reader.TypeReferences.Select(reader.GetTypeReference)
            .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}")];
        Assert.Contains("Strategies.Plugins.Parameters.ParameterDefinition", named);
        Assert.DoesNotContain(named, name => name.StartsWith("Strategies.Plugins.Loading.", StringComparison.Ordinal)
            || name.StartsWith("System.Runtime.Loader.", StringComparison.Ordinal)
            || name is "System.Activator" or "System.Reflection.Assembly");
    }

    [Fact]
    public void What_the_edge_refers_to_has_no_engine_in_it()
    {
        SortedSet<string> reached = AssemblyReach.Of([typeof(EdgeProcess).Assembly]);
        Assert.Contains("Strategies.Plugins", reached);
        Assert.Empty(reached.Intersect(["Strategies.Engine", "Strategies.Driver", "Strategies.Session"]));
    }

    [Fact]
    public void The_parameters_of_a_version_are_told_without_the_version_being_loaded()
    {
        using TestCell cell = new();
        const string Name = "Strategies.Samples.RiskProbe";
        Hash256 hash = cell.Add(Path.Combine(TestPlugins.FolderOf(Name), Name + ".dll"));
        ParameterDefinition found = new ParameterCatalog(cell.Store).Find("ladder", hash, "positionOrders");
        Assert.Equal((ParameterKind.Int32, "1", "100", "20"), (found.Kind, found.MinText, found.MaxText, found.DefaultText));
        Assert.DoesNotContain(
            AssemblyLoadContext.All.SelectMany(context => context.Assemblies), assembly => assembly.GetName().Name == Name);
    }
}
