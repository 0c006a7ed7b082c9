using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Plugins.Parameters;

/// <summary>The parameters of one instance of a strategy: what there is, and setting them by name.</summary>
/// <remarks>
/// Made on a housekeeping thread. <see cref="TrySet"/>, <see cref="TryGet"/> and <see cref="IndexOf(in Text32)"/> are
/// for the hot thread and allocate nothing. The table holds the instance: let go of both to retire a version.
/// </remarks>
public sealed class ParameterTable
{
    private readonly ParameterDefinition[] _definitions;
    private readonly ParameterBinding[] _bindings;
    private readonly Text32[] _names;

    internal ParameterTable(ParameterDefinition[] definitions, ParameterBinding[] bindings)
    {
        _definitions = definitions;
        _bindings = bindings;
        _names = [.. definitions.Select(definition => Text32.From(definition.Name))];
    }

    /// <summary>All parameters, by name.</summary>
    public IReadOnlyList<ParameterDefinition> Definitions => _definitions;

    /// <summary>Reads the parameters off an instance. Its current values are the defaults.</summary>
    /// <param name="instance">A fresh instance.</param>
    /// <exception cref="PackageException">A parameter is declared wrongly.</exception>
    public static ParameterTable Of(Strategy instance) => ParameterTableBuilder.Build(instance);

    /// <summary>
    /// Position of a parameter by its name as it stands in a record; -1 when there is none. Hot thread.
    /// </summary>
    /// <param name="name">The name.</param>
    public int IndexOf(in Text32 name)
    {
        for (int index = 0; index < _names.Length; index++)
        {
            if (((ReadOnlySpan<byte>)_names[index]).SequenceEqual(name))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Sets a parameter if the value lies in its range. Hot thread.</summary>
    /// <param name="name">Its name as it stands in the record.</param>
    /// <param name="valueBits">The value.</param>
    /// <param name="refusal">Why it was not set.</param>
    /// <returns>False when it was not set: nothing has changed.</returns>
    /// <remarks>What the strategy's own setter throws passes through, like anything that a callback throws.</remarks>
    public bool TrySet(in Text32 name, long valueBits, out ParameterRefusal refusal)
    {
        int index = IndexOf(name);
        refusal = index < 0 ? ParameterRefusal.UnknownName : _definitions[index].Range.Check(valueBits);
        if (refusal != ParameterRefusal.None)
        {
            return false;
        }

        _bindings[index].Set(valueBits);
        return true;
    }

    /// <summary>Reads a parameter as it is now. Hot thread.</summary>
    /// <param name="name">Its name as it stands in the record.</param>
    /// <param name="valueBits">The value.</param>
    /// <returns>False when there is no such parameter.</returns>
    public bool TryGet(in Text32 name, out long valueBits)
    {
        int index = IndexOf(name);
        valueBits = index < 0 ? 0 : _bindings[index].Get();
        return index >= 0;
    }

    /// <summary>Finds a parameter by the name that a person gave. Allocates.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <exception cref="ParameterException">There is none; the message suggests one.</exception>
    public ParameterDefinition Find(string name) => ParameterNames.Find(_definitions, name);

    /// <summary>Reads a value that a person gave and checks it. Allocates.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <param name="text">The value.</param>
    /// <returns>The value as bits, for a record.</returns>
    /// <exception cref="ParameterException">The name is unknown, or the value is none or out of range.</exception>
    public long Parse(string name, string text) => Find(name).Parse(text);
}
