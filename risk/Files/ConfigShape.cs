using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Strategies.Risk.Naming;

namespace Strategies.Risk.Files;

/// <summary>Holds a configuration against the type that it is to become: keys, kinds, ranges, names.</summary>
internal static class ConfigShape
{
    /// <exception cref="ConfigException">Something is not what the type wants.</exception>
    internal static void Check(ConfigNode node, Type type)
    {
        node.Require(ConfigKind.Object, $"'{node.Key}' must be an object, not {node.Described}", "write { ... }");
        PropertyInfo[] properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)];
        string[] known = [.. properties.Select(KeyOf)];
        node.RequireKnownKeys(known);
        string[] needed = [.. type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => !parameter.HasDefaultValue).Select(parameter => parameter.Name!)];
        node.RequireKeys(
            properties.Where(property => property.IsDefined(typeof(RequiredMemberAttribute)) || needed.Contains(property.Name))
                .Select(KeyOf),
            known);
        foreach (PropertyInfo property in properties)
        {
            if (node.Find(KeyOf(property)) is { } value)
            {
                CheckProperty(value, property);
            }
        }
    }

    private static string KeyOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static void CheckProperty(ConfigNode node, PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        bool mayBeNull = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        if (node.Kind == ConfigKind.Null)
        {
            if (!mayBeNull)
            {
                throw node.Error($"'{node.Key}' must be {Wanted(type)}, not null", "leave it out, or give it a value");
            }
        }
        else if (type == typeof(string))
        {
            CheckText(node, property);
        }
        else if (type == typeof(bool))
        {
            RequireKind(node, ConfigKind.Truth, type, "write true or false without quotes");
        }
        else if (type.IsEnum)
        {
            CheckEnum(node, type);
        }
        else if (type == typeof(JsonElement))
        {
            CheckAny(node);
        }
        else if (type == typeof(DateTimeOffset))
        {
            CheckTime(node);
        }
        else if (property.GetCustomAttribute<ConfigDecimalAttribute>() is { } range)
        {
            CheckNumber(node, range.Min, range.Max, range.Decimals);
        }
        else if (property.GetCustomAttribute<ConfigWholeAttribute>() is { } whole)
        {
            CheckNumber(node, whole.Min, whole.Max, decimals: 0);
        }
        else
        {
            CheckParts(node, type);
        }
    }

    private static void CheckParts(ConfigNode node, Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        if (!typeof(IEnumerable).IsAssignableFrom(type))
        {
            RequireKind(node, ConfigKind.Object, type, "write { ... }");
            Check(node, type);
            return;
        }

        bool isList = arguments.Length == 1;
        RequireKind(
            node, isList ? ConfigKind.List : ConfigKind.Object, type, isList ? "write [ { ... }, ... ]" : "write { ... }");
        foreach (ConfigNode child in node.Children)
        {
            if (!isList)
            {
                RequireName(child, NameKind.Parameter, child.Key, child.KeyLine);
                CheckAny(child);
            }
            else
            {
                child.Require(
                    ConfigKind.Object, $"an element of '{node.Key}' must be an object, not {child.Described}", "write { ... }");
                Check(child, arguments[0]);
            }
        }
    }

    private static void RequireKind(ConfigNode node, ConfigKind kind, Type type, string hint) =>
        node.Require(kind, $"'{node.Key}' must be {Wanted(type)}, not {node.Described}", hint);

    private static string Wanted(Type type) =>
        type == typeof(string) || type == typeof(DateTimeOffset) || type.IsEnum ? "a text"
        : type == typeof(bool) ? "true or false"
        : type.IsPrimitive || type == typeof(decimal) ? "a number"
        : type == typeof(JsonElement) ? "a number, a text, true or false"
        : typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments().Length == 1 ? "a list"
        : "an object";

    private static void CheckText(ConfigNode node, PropertyInfo property)
    {
        string text = node.RequireText();
        if (property.GetCustomAttribute<NameOfAttribute>() is { } name)
        {
            if (text.Length > 0 || !name.MayBeEmpty)
            {
                RequireName(node, name.Kind, text, node.Line);
            }

            return;
        }

        if (ControlText.IsIn(text))
        {
            throw node.Error($"'{node.Key}' has a control character", "write it on one line");
        }

        if (property.GetCustomAttribute<ConfigTextAttribute>() is { } size)
        {
            int bytes = Encoding.UTF8.GetByteCount(text);
            if (bytes < size.BytesMin || bytes > size.BytesMax)
            {
                string problem = bytes == 0 ? "is empty" : $"has {bytes} bytes, not {size.BytesMin} to {size.BytesMax}";
                throw node.Error($"'{node.Key}' {problem}", $"write {size.BytesMin} to {size.BytesMax} bytes of text");
            }
        }
    }

    private static void RequireName(ConfigNode node, NameKind kind, string name, int line)
    {
        if (!NameRule.IsGood(kind, name, out string problem, out string hint))
        {
            throw node.ErrorAt(line, name == node.Key ? problem : $"'{node.Key}': {problem}", hint);
        }
    }

    private static void CheckEnum(ConfigNode node, Type type)
    {
        string text = node.RequireText();
        string[] names = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        if (!names.Contains(text))
        {
            throw node.Error($"'{node.Key}' is '{text}', which is not known", Suggestion.For(text, names));
        }
    }

    private static void CheckAny(ConfigNode node)
    {
        if (node.Kind is ConfigKind.Object or ConfigKind.List or ConfigKind.Null)
        {
            throw node.Error(
                $"'{node.Key}' must be {Wanted(typeof(JsonElement))}, not {node.Described}", "write one value");
        }
    }

    private static void CheckTime(ConfigNode node)
    {
        string text = node.RequireText();
        if (!JsonSerializer.SerializeToElement(text).TryGetDateTimeOffset(out _))
        {
            throw node.Error($"'{node.Key}' is '{text}', which is no time", "write it as 2026-01-31T16:00:00Z");
        }
    }

    private static void CheckNumber(ConfigNode node, long min, long max, int decimals)
    {
        string form = decimals == 0 ? "a whole number" : $"a number with at most {decimals} decimals";
        string range = min == max
            ? string.Create(CultureInfo.InvariantCulture, $"this build reads {min}")
            : string.Create(CultureInfo.InvariantCulture, $"write {form} from {min} to {max}, without quotes");
        node.Require(ConfigKind.Number, $"'{node.Key}' must be a number, not {node.Described}", range);
        if (!PlainNumber.TryRead(node.Text, out decimal number, out string problem))
        {
            throw node.Error($"'{node.Key}' {problem}", $"{range}, exponents or more than 28 digits");
        }

        if (min == max && number != min)
        {
            throw node.Error($"'{node.Key}' is {node.Text}, which is not known", range);
        }

        if (number < min || number > max)
        {
            throw node.Error(
                string.Create(CultureInfo.InvariantCulture, $"'{node.Key}' is {node.Text}, not between {min} and {max}"),
                range);
        }

        decimal scaled = decimal.Round(number, decimals);
        if (scaled != number)
        {
            throw node.Error(
                decimals == 0
                    ? $"'{node.Key}' is {node.Text}, not a whole number"
                    : $"'{node.Key}' is {node.Text}, with more than {decimals} decimals",
                range);
        }

        // What binds the value takes no decimals, not even 1.0, for a whole number.
        if (decimals == 0 && node.Text.Contains('.', StringComparison.Ordinal))
        {
            throw node.Error($"'{node.Key}' is {node.Text}, not a whole number", range);
        }
    }
}
