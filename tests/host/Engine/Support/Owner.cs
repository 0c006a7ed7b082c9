using System.Reflection;
using System.Runtime.CompilerServices;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>
/// A strategy that has got round the language: it writes every field of every object of the SDK's own classes that it is given, down
/// to the elements of their arrays and the letters of their texts.
/// </summary>
internal static class Owner
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Spoils what is reachable.</summary>
    /// <param name="given">An object that the SDK hands out.</param>
    /// <returns>Fields, elements and letters that were written.</returns>
    internal static int Spoil(object given)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        return Spoil(given, seen);
    }

    private static int Spoil(object given, HashSet<object> seen)
    {
        if (!seen.Add(given))
        {
            return 0;
        }

        int written = given switch
        {
            string text => SpoilText(text),
            Array array => SpoilArray(array),
            _ => 0,
        };
        for (Type? type = given.GetType(); type is not null; type = type.BaseType)
        {
            // Of the engine's own classes behind the SDK's only a reference could be had, by what the check of packages refuses.
            IEnumerable<FieldInfo> fields = type.Assembly == typeof(Strategy).Assembly ? type.GetFields(Fields) : [];
            written += fields.Sum(field => SpoilField(given, field, seen));
        }

        return written;
    }

    private static int SpoilField(object given, FieldInfo field, HashSet<object> seen)
    {
        if (field.FieldType.IsValueType)
        {
            field.SetValue(given, RuntimeHelpers.GetUninitializedObject(field.FieldType));
            return 1;
        }

        return field.GetValue(given) is { } inner ? Spoil(inner, seen) : 0;
    }

    private static int SpoilArray(Array array)
    {
        Array.Clear(array);
        return array.Length;
    }

    private static unsafe int SpoilText(string text)
    {
        fixed (char* letters = text)
        {
            new Span<char>(letters, text.Length).Fill('?');
        }

        return text.Length;
    }
}
