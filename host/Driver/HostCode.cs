using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Strategies.Ipc;

namespace Strategies.Driver;

/// <summary>
/// Compiles the host's own code before trading, so that no first call of a rare path is compiled on the hot thread; beside
/// what else is to be done before.
/// </summary>
/// <remarks>
/// Beside the methods of the types that are named: what their code names of generic methods and types, since each set of
/// value types has code of its own, and of the framework's code that does not come compiled.
/// </remarks>
public sealed class HostCode
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const MethodImplAttributes NotCompiled = MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime;

    private const int HelpersMax = 3;

    private const string Own = "Strategies.";

    /// <summary>How far calls are followed behind the methods of the types that are named.</summary>
    private const int DepthMax = 4;

    /// <summary>What the compiler adds to records for people to read and to copy; nothing hot calls it.</summary>
    private static readonly HashSet<string> NeverHot = ["PrintMembers", "ToString", "Deconstruct", "<Clone>$"];

    private readonly ConcurrentDictionary<MethodBase, bool> _seen = new();
    private readonly Thread[] _helpers;
    private readonly Type[] _types;
    private volatile Exception? _failure;
    private int _next = -1;

    private HostCode(IEnumerable<Type> types)
    {
        _types = [.. types.Where(type => !type.ContainsGenericParameters)];
        _helpers = new Thread[Math.Clamp(CpuMask.Allowed().Count - 1, 1, HelpersMax)];
        for (int index = 0; index < _helpers.Length; index++)
        {
            _helpers[index] = new Thread(Help) { Name = "host code", IsBackground = true };
            _helpers[index].Start();
        }
    }

    /// <summary>Begins to prepare every closed method of the given types, on threads of its own. Any thread but the hot one.</summary>
    /// <param name="types">Types whose code the hot thread may run.</param>
    public static HostCode Begin(IEnumerable<Type> types) => new(types);

    /// <summary>Prepares every closed method of the given types.</summary>
    /// <param name="types">Types whose code the hot thread may run.</param>
    /// <returns>How many methods were prepared.</returns>
    public static int Prepare(IEnumerable<Type> types) => Begin(types).Finish();

    /// <summary>Takes part in the rest and returns when all is prepared. Once, by one thread that is not the hot one.</summary>
    /// <returns>How many methods were prepared.</returns>
    public int Finish()
    {
        Work();
        foreach (Thread helper in _helpers)
        {
            helper.Join();
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        return _seen.Count;
    }

    private void Help()
    {
        try
        {
            Work();
        }
        catch (Exception exception)
        {
            // Told by Finish, on the thread that can do something about it.
            _failure = exception;
        }
    }

    private void Work()
    {
        List<MethodBase> called = [];
        for (int index = Interlocked.Increment(ref _next); index < _types.Length; index = Interlocked.Increment(ref _next))
        {
            RuntimeHelpers.RunClassConstructor(_types[index].TypeHandle);
            foreach (MethodBase method in _types[index].GetMembers(Everything).OfType<MethodBase>())
            {
                if (!NeverHot.Contains(method.Name))
                {
                    PrepareWithCalled(method, DepthMax, called);
                }
            }
        }
    }

    private void PrepareWithCalled(MethodBase method, int depth, List<MethodBase> called)
    {
        if (method.IsAbstract || method.ContainsGenericParameters || method.DeclaringType is { ContainsGenericParameters: true }
            || (method.MethodImplementationFlags & NotCompiled) != 0 || !_seen.TryAdd(method, true))
        {
            return;
        }

        Compile(method);
        if (depth == 0)
        {
            return;
        }

        int first = called.Count;
        CalledMethods.AddTo(method, called);
        int end = called.Count;
        for (int index = first; index < end; index++)
        {
            if (IsFollowed(called[index]))
            {
                PrepareWithCalled(called[index], depth - 1, called);
            }
        }

        // One list for the whole way down: each level takes its own entries off again.
        called.RemoveRange(first, called.Count - first);
    }

    /// <summary>
    /// What is not compiled with the types that are named anyway, of what hot code uses: our own generic code, arithmetic of
    /// 128 bits, and what searches and compares memory.
    /// </summary>
    private static bool IsFollowed(MethodBase method) => method.DeclaringType is { } type
        && (type.Assembly == typeof(Int128).Assembly
            ? type == typeof(Int128) || type == typeof(UInt128) || type == typeof(MemoryExtensions)
            : type.Assembly.FullName!.StartsWith(Own, StringComparison.Ordinal)
                && (method.IsGenericMethod || type.IsGenericType));

    private static void Compile(MethodBase method)
    {
        Type[] arguments =
        [
            .. method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [],
            .. method.IsGenericMethod ? method.GetGenericArguments() : [],
        ];
        if (arguments.Length == 0)
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return;
        }

        RuntimeHelpers.PrepareMethod(method.MethodHandle, [.. arguments.Select(argument => argument.TypeHandle)]);
    }
}
