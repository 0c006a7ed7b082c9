using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Strategies.Driver;

namespace Strategies.Session.Results;

/// <summary>
/// Finds the source line of a fault by the debug information that lies beside a strategy's build or in it; packages have none.
/// </summary>
public static class SourceLines
{
    /// <summary>The line; not known when there is no debug information of just that build.</summary>
    /// <param name="fault">Where the exception left.</param>
    /// <param name="strategies">Assemblies, or folders with them, that the plan names.</param>
    public static SourceLine Find(FaultPlace fault, IEnumerable<string> strategies)
    {
        if (fault.MethodToken == 0 || fault.IlOffset < 0)
        {
            return default;
        }

        foreach (string assembly in strategies.SelectMany(AssembliesBeside).Distinct())
        {
            try
            {
                if (TryFind(assembly, fault, out SourceLine line))
                {
                    return line;
                }
            }
            catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
            {
                // The build was changed or removed since the package was taken: the line stays unknown, the fault is told all the same.
                continue;
            }
        }

        return default;
    }

    private static IEnumerable<string> AssembliesBeside(string strategy)
    {
        string folder = Directory.Exists(strategy) ? strategy : Path.GetDirectoryName(strategy) ?? "";
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal) : [];
    }

    private static bool TryFind(string assembly, FaultPlace fault, out SourceLine line)
    {
        line = default;
        using PEReader image = new(File.OpenRead(assembly));
        if (!image.HasMetadata)
        {
            return false;
        }

        MetadataReader metadata = image.GetMetadataReader();
        if (metadata.GetGuid(metadata.GetModuleDefinition().Mvid) != fault.ModuleId
            || !image.TryOpenAssociatedPortablePdb(assembly, OpenIfThere, out MetadataReaderProvider? provider, out _))
        {
            return false;
        }

        using (provider)
        {
            return TryFind(provider!.GetMetadataReader(), fault, out line);
        }
    }

    private static FileStream? OpenIfThere(string file) => File.Exists(file) ? File.OpenRead(file) : null;

    private static bool TryFind(MetadataReader symbols, FaultPlace fault, out SourceLine line)
    {
        line = default;
        MethodDefinitionHandle method = (MethodDefinitionHandle)MetadataTokens.Handle(fault.MethodToken);
        foreach (SequencePoint point in symbols.GetMethodDebugInformation(method).GetSequencePoints())
        {
            if (point.Offset > fault.IlOffset)
            {
                break;
            }

            if (!point.IsHidden)
            {
                string file = symbols.GetString(symbols.GetDocument(point.Document).Name);
                line = new SourceLine(file[(file.LastIndexOfAny(['/', '\\']) + 1)..], point.StartLine);
            }
        }

        return line.IsKnown;
    }
}
