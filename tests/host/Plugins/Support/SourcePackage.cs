using System.Text.RegularExpressions;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;

namespace Strategies.Plugins.Tests.Support;

/// <summary>A package from one source file, and what the check says to it.</summary>
internal static partial class SourcePackage
{
    /// <summary>The answer to what may be loaded.</summary>
    internal const string Loads = "loads";

    /// <summary>What every strategy's project has without saying so.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    /// <summary>What attacks derive from: a strategy in whose state and orders a leak shows.</summary>
    private const string Attacker = """
        public abstract class Attacker : Strategies.Sdk.Strategy
        {
            protected long _n;

            public override void OnStart() => Context.Subscribe(new Strategies.Sdk.InstrumentId(1));

            public override void Save(ref Strategies.Sdk.StateWriter writer) => writer.Write(_n);

            public override void Restore(ref Strategies.Sdk.StateReader reader) => _n = reader.ReadInt64();

            protected void Act(long leak)
            {
                _n = _n * 31 + leak;
                Strategies.Sdk.Price bid = Context.Book(new Strategies.Sdk.InstrumentId(1)).BestBid.Price;
                if ((_n & 1) == 0 && bid.Raw > 0)
                {
                    Context.Send(Strategies.Sdk.NewOrder.Limit(
                        new Strategies.Sdk.InstrumentId(1), Strategies.Sdk.Side.Buy, bid, 100, tag: _n & 0xFF));
                }
            }
        }
        """;

    /// <summary>Builds it and asks: "loads", or the first thing that is refused, with its place.</summary>
    /// <param name="folder">Folder of the sources.</param>
    /// <param name="name">The file's name without its end; NAME.dependency.cs beside it is a private dependency.</param>
    internal static string Ask(string folder, string name)
    {
        using TestFolder package = new();
        string source = File.ReadAllText(Path.Combine(folder, name + ".cs"));
        string assembly = AssemblyName().Match(source) is { Success: true } own ? own.Groups[1].Value : Words(name);
        List<string> references = [PluginTestCompiler.SdkPath];
        string dependency = Path.Combine(folder, name + ".dependency.cs");
        if (File.Exists(dependency))
        {
            AddDependency(package.Path, File.ReadAllText(dependency), references);
        }

        PluginTestCompiler.Compile(
            package.Path,
            assembly,
            source,
            [.. references],
            allowUnsafe: source.Contains("AllowUnsafeBlocks=true", StringComparison.Ordinal),
            beside: source.Contains(" : Attacker", StringComparison.Ordinal) ? ImplicitUsings + Attacker : ImplicitUsings,
            alias: Alias().Match(source) is { Success: true } alias ? alias.Groups[1].Value : null);
        File.WriteAllText(package[$"{assembly}.deps.json"], "{}");
        try
        {
            PackageChecker.RequireAccepted(StrategyPackage.Read(package.Path));
            return Loads;
        }
        catch (PackageException exception)
        {
            return exception.Violations.Count > 0
                ? $"{exception.Violations[0].Place}: {exception.Violations[0].Problem}".TrimStart(':', ' ')
                : exception.Problem;
        }
    }

    /// <summary>One that is built as a stub too is compiled against by that, and shipped without it.</summary>
    private static void AddDependency(string package, string source, List<string> references)
    {
        string name = AssemblyName().Match(source).Groups[1].Value;
        bool hasStub = source.Contains("#if STUB", StringComparison.Ordinal);
        if (name == Path.GetFileNameWithoutExtension(PluginTestCompiler.SdkPath))
        {
            references.Clear();
        }

        string shipped = PluginTestCompiler.Compile(package, name, source, [.. references]);
        references.Add(hasStub
            ? PluginTestCompiler.Compile(Path.Combine(package, "..", Path.GetFileName(package) + "-stub"), name, "#define STUB\n" + source, [.. references])
            : shipped);
    }

    private static string Words(string name) => string.Concat(
        name.Split('-').Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex(@"extern alias (\w+);")]
    private static partial Regex Alias();

    [GeneratedRegex(@"AssemblyName=([\w.]+\w)")]
    private static partial Regex AssemblyName();
}
