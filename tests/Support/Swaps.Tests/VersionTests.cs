using System.Runtime.CompilerServices;
using Strategies.Journal.Store;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Retiring;
using Strategies.Sdk;
using Strategies.Swaps.Versions;

namespace Strategies.Swaps.Tests;

/// <summary>Generated versions: every one another program, all of one behaviour.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly VersionCompiler _compiler = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_version_and_every_private_dependency_is_another_build()
    {
        HashSet<string> mains = [];
        HashSet<string> dependencies = [];
        for (int number = 0; number < 10; number++)
        {
            string path = _compiler.Compile(_folder.File("versions"), new VersionOptions(number, 64));
            mains.Add(Convert.ToHexString(File.ReadAllBytes(path)));
            dependencies.Add(Convert.ToHexString(
                File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "Soak.Tools.dll"))));
        }

        Assert.Equal(10, mains.Count);
        Assert.Equal(10, dependencies.Count);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(4_096)]
    [InlineData(262_144)]
    public void Each_schema_has_its_size_and_is_read_by_the_version_that_writes_the_other(int stateBytes)
    {
        RetiredList retired = new();
        HandOver(retired, stateBytes);
        Assert.True(retired.Reclaim().IsClean);
    }

    [Theory]
    [InlineData(56)]
    [InlineData(68)]
    public void A_size_that_cannot_be_had_is_refused(int stateBytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _compiler.Compile(_folder.File("versions"), new VersionOptions(0, stateBytes)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void HandOver(RetiredList retired, int stateBytes)
    {
        LoadedStrategy even = Load(retired, new VersionOptions(4, stateBytes));
        LoadedStrategy odd = Load(retired, new VersionOptions(5, stateBytes));
        byte[] first = Save(even.CreateInstance(), 1);
        Assert.Equal(stateBytes, first.Length);
        Strategy second = odd.CreateInstance();
        Assert.Equal(2, second.StateSchemaVersion);
        // A fresh instance has not sealed anything: the first bytes are those of a state with no events.
        StateReader reader = new(Sealed(even), 1);
        second.Restore(ref reader);
        Assert.Equal(0, reader.Remaining);
        byte[] wide = Save(second, 2);
        Assert.Equal(stateBytes + 20, wide.Length);
        StateReader back = new(wide, 2);
        even.CreateInstance().Restore(ref back);
        Assert.Equal(0, back.Remaining);
        wide[^1] ^= 1;
        Assert.Throws<StateSchemaException>(() =>
        {
            StateReader spoiled = new(wide, 2);
            even.CreateInstance().Restore(ref spoiled);
        });
        Assert.True(retired.TryAdd(even));
        Assert.True(retired.TryAdd(odd));
    }

    private static byte[] Sealed(LoadedStrategy loaded) => Save(loaded.CreateInstance(), 1);

    private static byte[] Save(Strategy strategy, int schemaVersion)
    {
        byte[] buffer = new byte[1 << 19];
        StateWriter writer = new(buffer, schemaVersion);
        strategy.Save(ref writer);
        return buffer[..writer.Length];
    }

    private LoadedStrategy Load(RetiredList retired, VersionOptions version)
    {
        string path = _compiler.Compile(_folder.File("versions"), version);
        string package = _folder.File($"package{version.Number}");
        new PackageStager(FolderHash.Compute).Stage(path, package);
        return new PackageLoader(FolderHash.Compute, retired).Load(1, FolderHash.Compute(package), package);
    }
}
