namespace Strategies.Ipc.Tests.Support;

/// <summary>A folder of its own in memory, removed at the end, and names of regions in it.</summary>
internal sealed class TestFolder : IDisposable
{
    internal const int Cell = 7;

    internal TestFolder()
    {
        Path = System.IO.Path.Combine(RegionLocation.DefaultFolder, "strategies-ipc-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal static RegionLocation At(string folder, string name) => new(Cell, name, folder);

    internal RegionLocation At(string name) => At(Path, name);

    internal RingBuffer Ring(int capacity = 4096, ulong firstSequence = 1) =>
        RingBuffer.Create(At("ring"), capacity, firstSequence: firstSequence);
}
