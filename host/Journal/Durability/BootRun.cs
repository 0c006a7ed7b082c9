namespace Strategies.Journal.Durability;

/// <summary>The run of the operating system, from its start on: while it lasts, no power was lost.</summary>
internal static class BootRun
{
    private const string File = "/proc/sys/kernel/random/boot_id";

    /// <summary>Names the run; zero where the system does not say.</summary>
    internal static Guid Id { get; } = Read();

    private static Guid Read()
    {
        try
        {
            return Guid.TryParse(System.IO.File.ReadAllText(File).Trim(), out Guid id) ? id : Guid.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Guid.Empty; // Not known: then everything that may be damaged is checked.
        }
    }
}
