using Strategies.Plugins.Packages;
using Strategies.Plugins.Verifying;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Reads a package's assemblies as data, without loading them, and refuses what would break replay, hot swap or
/// containment: see <see cref="AllowedList"/> for the policy. It guards against mistakes, not against malice:
/// packages come from the house.
/// </summary>
/// <remarks>Housekeeping thread. Private dependencies obey the same rules as the strategy.</remarks>
public static class PackageChecker
{
    /// <summary>Checks a package and tells everything that is refused.</summary>
    /// <param name="package">The package, as it was read.</param>
    public static CheckResult Check(StrategyPackage package)
    {
        ViolationList violations = new();
        using PackageImages images = Open(package, violations);
        foreach (AssemblyImage image in images.All)
        {
            Guard(image.FileName, violations, () => CheckAssembly(images, image, violations));
        }

        string? strategy = null;
        if (images.All.Find(image => image.FileName == package.MainAssembly.Name) is { } main)
        {
            Guard(main.FileName, violations, () => strategy = new StrategyTypeFinder(images, violations).Find(main));
        }

        return new CheckResult(strategy, violations.Listed, violations.TotalCount);
    }

    /// <summary>Checks a package.</summary>
    /// <param name="package">The package, as it was read.</param>
    /// <returns>Full name of the strategy's class.</returns>
    /// <exception cref="PackageException">Something is refused; the message lists it.</exception>
    public static string RequireAccepted(StrategyPackage package)
    {
        CheckResult result = Check(package);
        return result.IsAccepted ? result.StrategyTypeName!
            : throw new PackageException(package.MainAssembly.Name, result.Violations, result.TotalCount);
    }

    /// <summary>Opens the images of a package's assemblies; what is none is refused.</summary>
    internal static PackageImages Open(StrategyPackage package, ViolationList violations)
    {
        PackageImages images = new();
        foreach (PackageFile file in package.Assemblies)
        {
            if (file.SimpleName.Equals(PackageLayout.SdkAssembly, StringComparison.OrdinalIgnoreCase))
            {
                violations.Add(
                    file.Name, "", "the SDK is in the package",
                    "reference it with <Private>false</Private>: the host brings its own");
                continue;
            }

            Guard(file.Name, violations, () =>
            {
                AssemblyImage image = AssemblyImage.Open(file);
                if (!images.TryAdd(image))
                {
                    violations.Add(file.Name, "", $"the package has two assemblies {image.Name}", "leave one out");
                }
            });
        }

        return images;
    }

    private static void CheckAssembly(PackageImages images, AssemblyImage image, ViolationList violations)
    {
        new ImageCheck(violations).Check(image);
        new ReferenceCheck(images, violations).Check(image);
        new StaticFieldCheck(images, violations).Check(image);
        new LayoutCheck(images, violations).Check(image);
        UseRecorder uses = new(images, image, violations);
        new MethodCheck(image, uses, new BodyCheck(images, image, violations), violations).Check();
        new DeclarationCheck(image, uses).Check();
        new HashCodeCheck(images, image, violations).Check();
        uses.UseRemainingTypes();
    }

    /// <summary>Whatever damaged metadata makes the reader throw becomes a violation with the file's name.</summary>
    internal static void Guard(string fileName, ViolationList violations, Action check)
    {
        try
        {
            check();
        }
        catch (Exception exception) when (
            exception is BadImageFormatException or InvalidOperationException or ArgumentException
            or OverflowException or InvalidCastException or InsufficientExecutionStackException)
        {
            violations.Add(
                fileName, "", $"it is not a valid .NET assembly: {exception.Message}", "build the package again");
        }
    }
}
