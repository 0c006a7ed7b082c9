using Strategies.Cell.Config;
using Strategies.Ipc.Memory;
using Strategies.Plans;

namespace Strategies.Gateways.Tests.Support;

/// <summary>A cell's folders on disk and in memory, with limits, plan and configuration.</summary>
internal sealed class CellFolder : IDisposable
{
    private const string Limits = """
        {
          "version": 1, "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 10000, "maxNotional": 2000000, "priceCollarPercent": 10,
              "referenceAgeMs": 60000, "maxPosition": 20000, "messagesPerSecond": 5000 }
          ]
        }
        """;

    private readonly DirectoryInfo _disk = Directory.CreateTempSubdirectory("strategies-cell-");
    private readonly string _memory =
        Path.Combine(RegionLocation.DefaultFolder, "strategies-cell-" + Guid.NewGuid().ToString("N"));

    internal CellFolder()
    {
        Directory.CreateDirectory(_memory);
        File.WriteAllText(LimitsFile, Limits);
    }

    internal string CellFile => On("cell.json");

    internal string LimitsFile => On("limits.json");

    /// <summary>Writes plan and configuration.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="change">Sets what is not as usual in the configuration.</param>
    internal void Write(SessionPlan plan, Func<CellConfig, CellConfig> change)
    {
        File.WriteAllBytes(On("plan.json"), PlanFile.Write(plan));
        CellConfig usual = new() { Version = 1, Plan = "plan.json", Folder = "cell", Memory = _memory };
        File.WriteAllBytes(CellFile, CellConfigFile.Write(change(usual)));
    }

    internal string On(string name) => Path.Combine(_disk.FullName, name);

    public void Dispose()
    {
        Directory.Delete(_memory, recursive: true);
        foreach (DirectoryInfo inner in _disk.EnumerateDirectories("*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows() && inner.LinkTarget is null)
            {
                File.SetUnixFileMode(inner.FullName, File.GetUnixFileMode(inner.FullName) | UnixFileMode.UserWrite);
            }
        }

        _disk.Delete(recursive: true);
    }
}
