using System.Collections;
using System.Globalization;
using System.Reflection;
using Strategies.Sdk;

namespace Strategies.Driver.Replay;

/// <summary>
/// Names the fields in which two instances of one strategy differ: what an instance that was restored has otherwise than the one that
/// ran is what Save or Restore forgets, or what needs no saving. A hint for people, not a judgement.
/// </summary>
/// <remarks>Uses reflection, allocates. Looks into arrays, the framework's collections, and the strategy's own types.</remarks>
internal sealed class FieldSearch
{
    /// <summary>So many fields are named.</summary>
    private const int NamedMax = 4;

    /// <summary>So many elements of an array or collection are looked at.</summary>
    private const int ElementsMax = 65_536;

    private const int DepthMax = 6;

    private static readonly Assembly Sdk = typeof(Strategy).Assembly;

    private readonly List<string> _found = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compares two instances.</summary>
    /// <param name="run">The one that ran; may be null.</param>
    /// <param name="restored">The one that was restored from its state; may be null.</param>
    /// <returns>Each field with both values, in words; empty when none differs or there is nothing to compare.</returns>
    internal static string Words(Strategy? run, Strategy? restored)
    {
        FieldSearch search = new();
        if (run is not null && run.GetType() == restored?.GetType())
        {
            search.CompareFields(run, restored, "", 0);
        }

        return string.Join(", ", search._found);
    }

    private void Compare(object? run, object? restored, string path, int depth)
    {
        if (_found.Count >= NamedMax || depth > DepthMax || ReferenceEquals(run, restored))
        {
            return;
        }

        if (run is null || restored is null || run.GetType() != restored.GetType())
        {
            Add(path, run, restored);
            return;
        }

        Type type = run.GetType();
        if (IsPlain(type))
        {
            if (!run.Equals(restored))
            {
                Add(path, run, restored);
            }
        }
        else if (type.IsValueType || _seen.Add(run))
        {
            CompareInside(run, restored, type, path, depth);
        }
    }

    private void CompareInside(object run, object restored, Type type, string path, int depth)
    {
        // The framework's alone: one of the strategy's own is looked into as what it is, so that none of its code runs here.
        if (!IsStrategys(type) && run is ICollection elements)
        {
            CompareElements(elements, (ICollection)restored, path, depth);
        }
        else if (type.IsValueType || IsStrategys(type))
        {
            CompareFields(run, restored, path + ".", depth);
        }
    }

    private void CompareElements(ICollection run, ICollection restored, string path, int depth)
    {
        if (run.Count != restored.Count)
        {
            Add($"{path}.Count", run.Count, restored.Count);
            return;
        }

        IEnumerator others = restored.GetEnumerator();
        int index = 0;
        foreach (object? element in run)
        {
            if (index >= ElementsMax || _found.Count >= NamedMax || !others.MoveNext())
            {
                return;
            }

            Compare(element, others.Current, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), depth + 1);
            index++;
        }
    }

    private void CompareFields(object run, object restored, string prefix, int depth)
    {
        for (Type? type = run.GetType(); type is not null && type != typeof(Strategy) && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    Compare(field.GetValue(run), field.GetValue(restored), prefix + NameOf(field), depth + 1);
                }
            }
        }
    }

    private void Add(string path, object? run, object? restored) => _found.Add(string.Create(
        CultureInfo.InvariantCulture, $"{path} (run: {run ?? "null"}; restored: {restored ?? "null"})"));

    /// <summary>A property that the compiler keeps in a field of its own is known by its name.</summary>
    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..Math.Max(1, field.Name.IndexOf('>', StringComparison.Ordinal))] : field.Name;

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal);

    /// <summary>Its own classes: those of the SDK and the engine are handed out to every instance anew.</summary>
    private static bool IsStrategys(Type type) =>
        type.Assembly != Sdk && type.Assembly != typeof(object).Assembly && !typeof(Delegate).IsAssignableFrom(type)
        && type.Assembly.IsCollectible;
}
