namespace Strategies.Engine.Tests;

public sealed class EngineBuildTests
{
    [Fact]
    public void The_build_is_named_by_version_and_a_hash_over_all_that_outputs_depend_on()
    {
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+ [0-9a-f]{32}$", EngineBuild.Id);
        Assert.Equal(
            ["Strategies.Engine", "Strategies.MarketData", "Strategies.Records", "Strategies.Risk", "Strategies.Sdk"],
            Dependencies(typeof(TradingEngine).Assembly).Order(StringComparer.Ordinal));
    }

    /// <summary>Every assembly of ours that the engine's code reaches: the hash has to cover no more and no less.</summary>
    private static HashSet<string> Dependencies(System.Reflection.Assembly assembly)
    {
        HashSet<string> found = [];
        Stack<System.Reflection.Assembly> open = new([assembly]);
        while (open.TryPop(out System.Reflection.Assembly? next))
        {
            if (!found.Add(next.GetName().Name!))
            {
                continue;
            }

            foreach (System.Reflection.AssemblyName name in next.GetReferencedAssemblies())
            {
                if (name.Name!.StartsWith("Strategies.", StringComparison.Ordinal))
                {
                    open.Push(System.Reflection.Assembly.Load(name));
                }
            }
        }

        return found;
    }
}
