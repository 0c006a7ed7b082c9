using System.Reflection;
using System.Runtime.InteropServices;

namespace Strategies.Bench.Results;

/// <summary>On what a benchmark ran.</summary>
/// <param name="CpuModel">The processor's name, as Linux has it.</param>
/// <param name="Cpus">Number of CPUs.</param>
/// <param name="Kernel">The kernel with its release, and the system around it.</param>
/// <param name="Runtime">The .NET runtime with its version.</param>
/// <param name="Commit">The commit that this build was made from; <c>unknown</c> outside a repository.</param>
public sealed record MachineInfo(string CpuModel, int Cpus, string Kernel, string Runtime, string Commit)
{
    /// <summary>Looks at this machine.</summary>
    public static MachineInfo Capture() => new(
        ReadCpuModel(),
        Environment.ProcessorCount,
        ReadKernel(),
        RuntimeInformation.FrameworkDescription,
        ReadCommit());

    /// <summary>Type of the file system on which a folder lies; <c>unknown</c> where Linux does not say.</summary>
    /// <param name="folder">The folder.</param>
    public static string FileSystemOf(string folder)
    {
        const string Mounts = "/proc/self/mounts";
        string path = Path.GetFullPath(folder).TrimEnd('/') + "/";
        string type = "unknown";
        int longest = -1;
        foreach (string line in File.Exists(Mounts) ? File.ReadAllLines(Mounts) : [])
        {
            string[] fields = line.Split(' ');
            string mount = fields[1].TrimEnd('/') + "/";
            if (mount.Length >= longest && path.StartsWith(mount, StringComparison.Ordinal))
            {
                longest = mount.Length;
                type = fields[2];
            }
        }

        return type;
    }

    private static string ReadKernel()
    {
        const string Release = "/proc/sys/kernel/osrelease";
        return File.Exists(Release)
            ? $"Linux {File.ReadAllText(Release).Trim()}, {RuntimeInformation.OSDescription}"
            : RuntimeInformation.OSDescription;
    }

    private static string ReadCpuModel()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "unknown";
    }

    private static string ReadCommit()
    {
        string version = typeof(MachineInfo).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? "unknown" : version[(plus + 1)..];
    }
}
