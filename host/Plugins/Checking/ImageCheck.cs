using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Strategies.Plugins.Checking;

/// <summary>
/// Checks the kind of file: IL only, one file, under its own name, with no way around other assemblies' access rules.
/// </summary>
internal sealed class ImageCheck(ViolationList violations)
{
    internal void Check(AssemblyImage image)
    {
        CorHeader header = image.Image.PEHeaders.CorHeader!;
        if ((header.Flags & CorFlags.ILOnly) == 0 || header.VtableFixupsDirectory.Size > 0)
        {
            violations.Add(
                image.FileName, "", "it is a mixed-mode assembly with native code", "build it as managed code");
        }
        else if (header.ManagedNativeHeaderDirectory.Size > 0)
        {
            violations.Add(
                image.FileName, "", "it is a native (ReadyToRun) image",
                "build without PublishReadyToRun; the code is compiled at load anyway");
        }

        if (image.Metadata.AssemblyFiles.Count > 0)
        {
            violations.Add(image.FileName, "", "it is spread over several files", "build it as one file");
        }

        if (image.Name + Packages.StrategyPackage.AssemblyExtension != image.FileName)
        {
            violations.Add(
                image.FileName, "", $"it holds the assembly {image.Name}", "give the file the assembly's name");
        }

        foreach (CustomAttributeHandle handle in image.Metadata.GetModuleDefinition().GetCustomAttributes())
        {
            if (AttributeNames.Of(image.Metadata, handle) == "System.Security.UnverifiableCodeAttribute")
            {
                violations.Add(
                    image.FileName, "", "it is compiled with AllowUnsafeBlocks: a pointer may be anywhere in it",
                    RefusalHints.Memory);
            }
        }

        foreach (CustomAttributeHandle handle in image.Metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            if (AttributeNames.Of(image.Metadata, handle)
                .EndsWith("IgnoresAccessChecksToAttribute", StringComparison.Ordinal))
            {
                violations.Add(image.FileName, "", "it asks to see other assemblies' internals", "use the public SDK");
            }
        }
    }
}
