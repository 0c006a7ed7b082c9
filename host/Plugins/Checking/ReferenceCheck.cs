using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Packages;
using Strategies.Sdk;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Checks that everything an assembly refers to is there: framework, SDK or the package itself, in no newer version.
/// </summary>
internal sealed class ReferenceCheck(PackageImages package, ViolationList violations)
{
    /// <summary>Assemblies that see the SDK's internals: a package must not come under the name of one.</summary>
    private static readonly HashSet<string> FriendsOfSdk =
    [
        .. typeof(Strategy).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>()
            .Select(friend => friend.AssemblyName.Split(',')[0]),
    ];

    private static readonly Version SdkVersion = typeof(Strategy).Assembly.GetName().Version!;

    internal void Check(AssemblyImage image)
    {
        if (FrameworkAssemblies.FindVersion(image.Name) is not null)
        {
            violations.Add(
                image.FileName, "", $"it takes the place of the framework's {image.Name}",
                "leave it out: the framework has it");
        }

        if (FriendsOfSdk.Contains(image.Name))
        {
            violations.Add(
                image.FileName, "", $"it takes the name of the host's {image.Name}, which sees the inside of the SDK", "rename it");
        }

        foreach (ExportedTypeHandle handle in image.Metadata.ExportedTypes)
        {
            ExportedType type = image.Metadata.GetExportedType(handle);
            if (type.IsForwarder)
            {
                violations.Add(
                    image.FileName, "",
                    $"it says of {image.Metadata.GetString(type.Namespace)}.{image.Metadata.GetString(type.Name)} that it lies elsewhere",
                    "refer to the type where it is");
            }
        }

        foreach (AssemblyReferenceHandle handle in image.Metadata.AssemblyReferences)
        {
            AssemblyReference reference = image.Metadata.GetAssemblyReference(handle);
            CheckReference(image, image.Metadata.GetString(reference.Name), reference.Version);
        }
    }

    private void CheckReference(AssemblyImage image, string name, Version version)
    {
        if (name == PackageLayout.SdkAssembly)
        {
            if (version > SdkVersion)
            {
                violations.Add(
                    image.FileName, "", $"built against SDK {Short(version)}, this host has {Short(SdkVersion)}",
                    "build against the host's SDK or deploy to a newer host");
            }
        }
        else if (package.Find(name) is { } inPackage)
        {
            if (version > inPackage.Version)
            {
                violations.Add(
                    image.FileName, "", $"needs {name} {version}, the package has {inPackage.Version}",
                    "build the package again as a whole");
            }
        }
        else if (FrameworkAssemblies.FindVersion(name) is not { } hostVersion)
        {
            violations.Add(
                image.FileName, "", $"needs {name} {version}, which is not in the package",
                "add it as a private dependency; of the host only Strategies.Sdk may be used");
        }
        else if (version > hostVersion)
        {
            violations.Add(
                image.FileName, "", $"needs {name} {version}, this host's .NET has {hostVersion}",
                $"build for .NET {Environment.Version.Major}");
        }
    }

    private static string Short(Version version) => version.ToString(version.Build > 0 ? 3 : 2);
}
