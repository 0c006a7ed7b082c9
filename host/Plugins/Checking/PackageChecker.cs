using Strategies.Plugins.Packages;
using Strategies.Plugins.Reaching;
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
        ClosedPackage closed = Close(package, violations);
        // What is judged are the bytes that would be loaded, read anew: nothing hangs on the closing having gone as it should.
        using PackageImages images = Open(closed.Package, violations);
        int judged = 0;
        foreach (AssemblyImage image in images.All)
        {
            Guard(image.FileName, violations, () => CheckAssembly(images, image, closed.Reach.Of(image.FileName), violations));
            judged += image.Metadata.MethodDefinitions.Count(
                method => BodyCloser.HasBody(image.Metadata.GetMethodDefinition(method)));
        }

        string? strategy = null;
        if (images.All.Find(image => image.FileName == package.MainAssembly.Name) is { } main)
        {
            Guard(main.FileName, violations, () => strategy = new StrategyTypeFinder(images, violations).Find(main));
        }

        Violation[] listed = [.. violations.Listed.Select(one => WithWay(closed.Reach, one))];
        return new CheckResult(strategy, listed, violations.TotalCount, closed) { JudgedCount = judged - closed.ClosedCount };
    }

    /// <summary>Checks a package.</summary>
    /// <param name="package">The package, as it was read.</param>
    /// <exception cref="PackageException">Something is refused; the message lists it.</exception>
    public static CheckResult RequireAccepted(StrategyPackage package)
    {
        CheckResult result = Check(package);
        return result.IsAccepted ? result
            : throw new PackageException(package.MainAssembly.Name, result.Violations, result.TotalCount);
    }

    /// <summary>Closes what cannot be reached. What is damaged is judged as it is, and refused there.</summary>
    private static ClosedPackage Close(StrategyPackage package, ViolationList violations)
    {
        ViolationList seenAgain = new();
        ClosedPackage closed = ClosedPackage.Whole(package);
        using PackageImages images = Open(package, seenAgain);
        if (seenAgain.TotalCount == 0)
        {
            Guard(package.MainAssembly.Name, violations, () => closed = ClosedPackage.Of(package, images));
        }

        return closed;
    }

    private static Violation WithWay(PackageReach reach, Violation violation) =>
        reach.WayTo(violation.Assembly, violation.Place) is { Length: > 0 } way ? violation with { Way = way } : violation;

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

    private static void CheckAssembly(PackageImages images, AssemblyImage image, ImageReach reach, ViolationList violations)
    {
        new ImageCheck(violations).Check(image);
        new ReferenceCheck(images, violations).Check(image);
        new StaticFieldCheck(images, violations).Check(image, reach);
        new LayoutCheck(images, violations).Check(image);
        UseRecorder uses = new(images, image, violations);
        new MethodCheck(image, reach, uses, new BodyCheck(images, image, violations), violations).Check();
        new DeclarationCheck(image, reach, uses).Check();
        new AttributeClassCheck(image, reach, violations).Check();
        new HashCodeCheck(images, image, reach, violations).Check();
        new AttributeCheck(image, reach, uses).Check();
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
