using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;

namespace Strategies.Plugins.Parameters;

/// <summary>
/// The parameters of a package's strategy as its assemblies declare them: read as data, nothing of the package is loaded
/// or run. The rules are those of <see cref="ParameterTable"/>, which reads a loaded instance.
/// </summary>
/// <remarks>
/// A default is known where it is a constant: the property gives a field that an initializer of its class sets to one, or
/// that nothing sets. Of every other one <see cref="ParameterDefinition.DefaultBits"/> is null. Any thread; immutable.
/// </remarks>
public sealed class DeclaredParameters
{
    private DeclaredParameters(string strategy, ParameterDefinition[] definitions)
    {
        Strategy = strategy;
        Definitions = definitions;
    }

    /// <summary>Full name of the strategy's class.</summary>
    public string Strategy { get; }

    /// <summary>All parameters, by name.</summary>
    public IReadOnlyList<ParameterDefinition> Definitions { get; }

    /// <summary>Reads the parameters that a package declares. Housekeeping work: it reads every assembly's metadata.</summary>
    /// <param name="package">The package, as it was read.</param>
    /// <exception cref="PackageException">
    /// It has no strategy, or several; a parameter is declared wrongly; an assembly is damaged.
    /// </exception>
    public static DeclaredParameters Of(StrategyPackage package)
    {
        ViolationList violations = new();
        using PackageImages images = PackageChecker.Open(package, violations);
        DeclaredParameters? parameters = null;
        if (images.All.Find(image => image.FileName == package.MainAssembly.Name) is { } main)
        {
            PackageChecker.Guard(main.FileName, violations, () =>
            {
                if (new StrategyTypeFinder(images, violations).Find(main) is { } strategy
                    && main.TryFindType(strategy, out var type)
                    && ClassChain.TryFollow(images, main, type, out List<ClassLink> chain))
                {
                    parameters = new DeclaredParameters(strategy, Read(main, strategy, chain));
                }
            });
        }

        return parameters ?? throw new PackageException(package.MainAssembly.Name, violations.Listed, violations.TotalCount);
    }

    /// <summary>Finds a parameter by the name that a person gave.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <exception cref="ParameterException">There is none; the message suggests one.</exception>
    public ParameterDefinition Find(string name) => ParameterNames.Find(Definitions, name);

    private static ParameterDefinition[] Read(AssemblyImage main, string strategy, List<ClassLink> chain)
    {
        List<(ParameterDeclaration Declaration, ParameterDefinition Row)> rows = [];
        InitialValues values = InitialValues.Of(chain);
        foreach (ClassLink link in chain)
        {
            foreach (DeclaredProperty property in DeclaredProperty.AllOf(link))
            {
                ParameterDeclaration declaration = property.Declare(main.Name + ".dll", strategy);
                ParameterDefinition definition = declaration.Define();
                rows.Add((declaration, values.Find(link, property.Getter) is { } bits
                    ? declaration.WithDefault(definition, bits)
                    : definition));
            }
        }

        ParameterDeclaration.Sort(rows);
        return [.. rows.Select(row => row.Row)];
    }
}
