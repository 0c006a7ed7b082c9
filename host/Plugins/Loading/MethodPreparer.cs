using System.Reflection;
using System.Runtime.CompilerServices;
using Strategies.Plugins.Checking;

namespace Strategies.Plugins.Loading;

/// <summary>
/// Has methods compiled before the hot thread needs them. Code in a collectible context is compiled once, fully
/// optimised, on the thread that first calls it: so everything that a package's own methods can reach in its own and in
/// generic code is compiled here. Calls are followed from method to method; where a closed method calls open generic
/// code, its type arguments close it.
/// </summary>
internal sealed class MethodPreparer(
    string package,
    IReadOnlySet<Assembly> ownAssemblies,
    ClosedCode closed,
    ClassConstructorRunner constructors,
    PrepareCounters counters)
{
    /// <summary>
    /// Instantiations after which calls are no longer followed: generic code that builds ever larger types would not
    /// end.
    /// </summary>
    internal const int MaxInstantiations = 20_000;

    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    private readonly HashSet<MethodBase> _seen = [];
    private readonly HashSet<Type> _seenTypes = [];
    private readonly HashSet<Type> _seenDefaults = [];
    private readonly Queue<MethodBase> _toFollow = [];

    /// <summary>Prepares all methods that a closed type declares, of its base types too.</summary>
    internal void AddType(Type type)
    {
        for (Type? current = type;
            current is not null && IsWorthIt(current) && _seenTypes.Add(current);
            current = current.BaseType)
        {
            constructors.Run(current);
            foreach (MethodBase method in current.GetMethods(Declared).Concat<MethodBase>(
                current.GetConstructors(Declared)))
            {
                Add(method, isCalledByPackage: true);
            }
        }
    }

    /// <summary>Prepares one method.</summary>
    /// <param name="method">Any method; what has no code of its own is passed over.</param>
    /// <param name="isCalledByPackage">
    /// True when the package names it itself: then it is prepared also when it is not generic.
    /// </param>
    internal void Add(MethodBase method, bool isCalledByPackage)
    {
        if (method.DeclaringType is not { } declaring || method.ContainsGenericParameters
            || declaring.ContainsGenericParameters)
        {
            return;
        }

        bool isGeneric = method.IsGenericMethod || declaring.IsGenericType;
        bool isOwn = ownAssemblies.Contains(method.Module.Assembly);
        bool isWanted = isOwn || isCalledByPackage || isGeneric && counters.Instantiations < MaxInstantiations;
        // Marked as seen before anything is done: the default comparer of a comparer's type leads back to this method.
        if (!isWanted || !HasCode(method) || closed.Has(method) || !_seen.Add(method))
        {
            return;
        }

        if (isGeneric)
        {
            counters.Instantiations++;
            constructors.Run(declaring);
            AddDefaultComparer(declaring);
        }
        else
        {
            counters.Methods++;
        }

        Prepare(method, declaring);
        if (isOwn || isGeneric)
        {
            _toFollow.Enqueue(method);
        }
    }

    /// <summary>Follows the calls of everything added so far until nothing new is found.</summary>
    internal void Follow()
    {
        while (_toFollow.TryDequeue(out MethodBase? method))
        {
            bool isOwn = ownAssemblies.Contains(method.Module.Assembly);
            if (method.GetMethodBody()?.GetILAsByteArray() is { } il)
            {
                FollowBody(method, il, isOwn);
            }
        }
    }

    /// <summary>
    /// The default comparers of a type are made by reflection and called virtually: no call leads to their methods, so
    /// what stands behind <c>Default</c> is added whenever code of the comparer's base type is.
    /// </summary>
    private void AddDefaultComparer(Type declaring)
    {
        bool isComparer = declaring.IsGenericType
            && (declaring.GetGenericTypeDefinition() == typeof(EqualityComparer<>)
                || declaring.GetGenericTypeDefinition() == typeof(Comparer<>));
        if (isComparer && _seenDefaults.Add(declaring)
            && declaring.GetProperty(nameof(Comparer<>.Default), BindingFlags.Public | BindingFlags.Static)?.GetValue(
                null) is { } comparer)
        {
            AddType(comparer.GetType());
        }
    }

    private void FollowBody(MethodBase method, byte[] il, bool isOwn)
    {
        Type[] typeArguments = method.DeclaringType!.GetGenericArguments();
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        foreach (IlInstruction instruction in IlReader.Read(il))
        {
            if (!instruction.NamesMember)
            {
                continue;
            }

            MemberInfo? member = Resolve(method, instruction.Token, typeArguments, methodArguments, isOwn);
            if (member is MethodBase target)
            {
                Add(target, isOwn);
            }
            else if (isOwn && member is Type { IsGenericType: true, ContainsGenericParameters: false } type)
            {
                AddType(type);
            }
        }
    }

    private MemberInfo? Resolve(MethodBase method, int token, Type[] typeArguments, Type[] methodArguments, bool isOwn)
    {
        try
        {
            return method.Module.ResolveMember(token, typeArguments, methodArguments);
        }
        catch (Exception exception) when (
            !isOwn && exception is (ArgumentException or NotSupportedException or BadImageFormatException
            or TypeLoadException or MissingMemberException))
        {
            // Framework bodies name things that reflection does not show; they are counted, and warming finds what is
            // behind them.
            counters.Unresolved++;
            return null;
        }
        catch (Exception exception)
        {
            throw new PackageException(
                package, $"{Show(method)} names something that is not there: {ExceptionText.Of(exception)}",
                "build the package again as a whole");
        }
    }

    private void Prepare(MethodBase method, Type declaring)
    {
        RuntimeTypeHandle[] instantiation =
        [
            .. declaring.GetGenericArguments().Select(argument => argument.TypeHandle),
            .. method.IsGenericMethod ? method.GetGenericArguments().Select(argument => argument.TypeHandle) : [],
        ];
        try
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle, instantiation.Length == 0 ? null : instantiation);
        }
        catch (Exception exception)
        {
            throw new PackageException(
                package, $"{Show(method)} cannot be compiled: {ExceptionText.Of(exception)}",
                "build the package again as a whole");
        }
    }

    /// <summary>Own types, and framework types as far as they are instantiations. An array's methods are made by the runtime.</summary>
    private bool IsWorthIt(Type type) =>
        !type.ContainsGenericParameters && !type.HasElementType && (type.IsGenericType || ownAssemblies.Contains(type.Assembly));

    /// <summary>Abstract methods have no code; those of delegates, arrays and the like are made by the runtime.</summary>
    private static bool HasCode(MethodBase method) => !method.IsAbstract && method.DeclaringType is { HasElementType: false }
        && (method.MethodImplementationFlags & (MethodImplAttributes.Runtime | MethodImplAttributes.InternalCall)) == 0
        && (method.Attributes & MethodAttributes.PinvokeImpl) == 0;

    private static string Show(MethodBase method) => $"{method.DeclaringType?.FullName}.{method.Name}";
}
