using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Strategies.Plugins.Tests.Support;
using Strategies.Plugins.Tests.Verifying.Support;

namespace Strategies.Plugins.Tests.Verifying;

/// <summary>Good code with random bytes in it: the verifier answers, and what it accepts fells the runtime's compiler never.</summary>
public sealed class MutationTests
{
    private const int Count = 3_000;

    [Fact]
    public void A_method_with_random_bytes_throws_nothing_and_fells_no_compiler()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        using TestFolder folder = new();
        string source = File.ReadAllText(Path.Combine(Checkout.Root, "tests", "host", "Plugins", "Verifying", "Sources", "language.cs"));
        byte[] good = File.ReadAllBytes(PluginTestCompiler.Compile(folder.Path, "Language", source));
        using VerifiedFile original = new(good, "Language");
        MethodDefinitionHandle[] bodies = [.. original.Bodies.Where(handle => original.CodeOf(handle).Length > 1)];
        int accepted = 0;
        for (int number = 0; number < Count; number++)
        {
            MethodDefinitionHandle handle = bodies[random.Next(bodies.Length)];
            byte[] mutant = Mutate(good, original.CodeOf(handle), random);
            using VerifiedFile file = new(mutant, "Language");
            string? refusal = null;
            Exception? thrown = Record.Exception(() => refusal = file.Refuse(handle));
            Assert.True(thrown is null or InsufficientExecutionStackException, $"seed {seed}, number {number}, {file.NameOf(handle)}: {thrown}");
            if (refusal is null)
            {
                accepted++;
                // It may refuse the method by itself, also for instructions that no path comes to; it must not fall.
                _ = Record.Exception(() => Prepare(mutant, handle));
            }
        }

        Assert.InRange(accepted, 1, Count * 9 / 10);
    }

    private static byte[] Mutate(byte[] good, (int Offset, int Length) code, Random random)
    {
        byte[] mutant = [.. good];
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            // Small numbers are the common instructions.
            mutant[code.Offset + random.Next(code.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : random.Next(0x30));
        }

        return mutant;
    }

    /// <summary>Compiles the method, runs nothing.</summary>
    private static void Prepare(byte[] assembly, MethodDefinitionHandle handle)
    {
        AssemblyLoadContext context = new("mutant", isCollectible: true);
        try
        {
            Assembly loaded = context.LoadFromStream(new MemoryStream(assembly));
            MethodBase method = loaded.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle))!;
            if (!method.ContainsGenericParameters && !method.DeclaringType!.ContainsGenericParameters)
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }
        finally
        {
            context.Unload();
        }
    }
}
