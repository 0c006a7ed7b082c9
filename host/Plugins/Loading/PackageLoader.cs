using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using McMaster.NETCore.Plugins;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Reaching;
using Strategies.Plugins.Retiring;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Plugins.Loading;

/// <summary>
/// Loads a checked package into a collectible context of its own and prepares its code.
/// </summary>
/// <remarks>
/// <para>
/// The bytes that are hashed and checked are the bytes that are loaded: the folder is read once into memory; these
/// bytes are written to a private folder that only this user may enter, and its hash must be the one asked for; the
/// check closes in memory what of private dependencies cannot be reached, and judges what it loads after that. The
/// plugin library resolves within the private folder, where it finds only what has been loaded already. The folder is
/// removed before the strategy is handed out, so a later resolution fails instead of bringing in code that nobody
/// checked.
/// </para>
/// <para>
/// Housekeeping thread. The execution context does not flow into anything that plugin code could start.
/// </para>
/// </remarks>
/// <param name="hashFolder">Names a folder by its content; the journal's content store provides it.</param>
/// <param name="retired">
/// Where versions wait to be unloaded: nothing is loaded while it is full, and failed loads wait there too.
/// </param>
public sealed class PackageLoader(Func<string, Hash256> hashFolder, RetiredList retired)
{
    /// <summary>
    /// Loads a package for a slot: reads, hashes, checks, loads, runs class constructors, prepares, tries the
    /// constructor.
    /// </summary>
    /// <param name="slot">The slot; every slot and version has a context of its own.</param>
    /// <param name="hash">The hash that the command named.</param>
    /// <param name="folder">The package's folder.</param>
    /// <exception cref="PackageException">
    /// The package is not what it should be, or too many retired versions wait.
    /// </exception>
    public LoadedStrategy Load(int slot, Hash256 hash, string folder)
    {
        if (retired.IsFull)
        {
            throw new PackageException(folder, "no more versions can be loaded", retired.FullMessage);
        }

        ProcessZone.SetUtc();
        StrategyPackage package = StrategyPackage.Read(folder);
        DirectoryInfo privateFolder = Directory.CreateTempSubdirectory("strategies-package-");
        try
        {
            WriteFiles(package, privateFolder.FullName);
            // Of the copies, not of the store: what is loaded below comes from the very bytes that were read once.
            Hash256 actual = hashFolder(privateFolder.FullName);
            if (actual != hash)
            {
                throw new PackageException(
                    folder, $"its content has the hash {actual}, not {hash}",
                    "it was changed after it was stored: deploy it again");
            }

            CheckResult accepted = PackageChecker.RequireAccepted(package);
            WriteFiles(accepted.Closed.Package, privateFolder.FullName);
            RemoveDependencyFiles(privateFolder);
            return LoadWithoutFlow(slot, hash, accepted.Closed, accepted.StrategyTypeName!, privateFolder.FullName);
        }
        finally
        {
            privateFolder.Delete(recursive: true);
        }
    }

    private static void WriteFiles(StrategyPackage package, string privateFolder)
    {
        foreach (PackageFile file in package.Files)
        {
            File.WriteAllBytes(Path.Combine(privateFolder, file.Name), file.Bytes.AsSpan());
        }
    }

    /// <summary>
    /// The runtime's native reader of dependency files ends the process when such a file has no target, and what it
    /// would tell is of no use here: everything is loaded from memory.
    /// </summary>
    private static void RemoveDependencyFiles(DirectoryInfo privateFolder)
    {
        foreach (FileInfo file in privateFolder.EnumerateFiles('*' + StrategyPackage.DependencyExtension))
        {
            file.Delete();
        }
    }

    private LoadedStrategy LoadWithoutFlow(
        int slot, Hash256 hash, ClosedPackage package, string strategyName, string privateFolder)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return LoadIntoContext(slot, hash, package, strategyName, privateFolder);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return LoadIntoContext(slot, hash, package, strategyName, privateFolder);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private LoadedStrategy LoadIntoContext(
        int slot, Hash256 hash, ClosedPackage closed, string strategyName, string privateFolder)
    {
        StrategyPackage package = closed.Package;
        PluginLoader loader = PluginLoader.CreateFromAssemblyFile(
            Path.Combine(privateFolder, package.MainAssembly.Name), isUnloadable: true, sharedTypes: [typeof(Strategy)],
            configure: config => config.LoadInMemory = true);
        LoadedContext context = new(loader);
        try
        {
            Dictionary<string, Assembly> assemblies = LoadAssemblies(package, loader.LoadContext);
            Type strategyType = FindStrategyType(package, assemblies[package.MainAssembly.Name], strategyName);
            PrepareReport prepared = CodePreparation.Run(closed, assemblies);
            LoadedStrategy loaded = new(slot, hash, context, strategyType, prepared);
            loaded.CreateInstanceWithParameters();
            return loaded;
        }
        catch
        {
            retired.AddFailed(new RetiredContext(slot, hash, strategyName), context);
            throw;
        }
    }

    /// <summary>
    /// Loads the package's assemblies from the checked bytes, then everything they refer to, so that nothing is left to
    /// resolve.
    /// </summary>
    private static Dictionary<string, Assembly> LoadAssemblies(StrategyPackage package, AssemblyLoadContext context)
    {
        Dictionary<string, Assembly> assemblies = new(StringComparer.Ordinal);
        foreach (PackageFile file in package.Assemblies)
        {
            try
            {
                using MemoryStream bytes = new([.. file.Bytes], writable: false);
                Assembly assembly = context.LoadFromStream(bytes);
                NativeLibrary.SetDllImportResolver(assembly, RefuseNative);
                assemblies.Add(file.Name, assembly);
            }
            catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
            {
                throw new PackageException(
                    package.MainAssembly.Name, $"{file.Name} cannot be loaded: {exception.Message}",
                    "build the package again");
            }
        }

        foreach (AssemblyName reference in assemblies.Values.SelectMany(assembly => assembly.GetReferencedAssemblies()))
        {
            try
            {
                context.LoadFromAssemblyName(reference);
            }
            catch (Exception exception) when (
                exception is FileNotFoundException or FileLoadException or BadImageFormatException)
            {
                throw new PackageException(
                    package.MainAssembly.Name, $"{reference} cannot be loaded: {exception.Message}",
                    "add it to the package as a private dependency");
            }
        }

        return assemblies;
    }

    /// <summary>
    /// What of a private dependency calls native code is never reached; should it be called all the same, this is what it meets.
    /// </summary>
    private static nint RefuseNative(string library, Assembly assembly, DllImportSearchPath? searchPath) =>
        throw new DllNotFoundException($"{assembly.GetName().Name} calls {library}: a strategy and all it uses are managed code");

    /// <summary>
    /// The plugin library swallows errors when it looks for a shared assembly and would then take a private copy: so
    /// the base class is compared by identity, not by name.
    /// </summary>
    private static Type FindStrategyType(StrategyPackage package, Assembly main, string strategyName)
    {
        Type type = main.GetType(strategyName) ?? throw new PackageException(
            package.MainAssembly.Name, $"the class {strategyName} is not there after loading",
            "build the package again");
        return typeof(Strategy).IsAssignableFrom(type) ? type : throw new PackageException(
            package.MainAssembly.Name, $"{strategyName} derives from another Strategies.Sdk than the host's",
            "reference the SDK with <Private>false</Private> and build again");
    }
}
